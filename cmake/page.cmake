# The page: lobby.mjs + lobby.wasm out of ui/ and core/, then the site (names by content, compressed, ready to serve).
# Needs Dear ImGui's sources (FETCHCONTENT_SOURCE_DIR_IMGUI, or the cache that tools/sources.py fills) and a WebAssembly
# build of SDL2 (LOBBY_SDL2: its install prefix; tools/prepare.py builds and passes it).
find_program(LOBBY_PYTHON NAMES /usr/bin/python3 python3 NO_CMAKE_FIND_ROOT_PATH REQUIRED)
set(LOBBY_SDL2 "" CACHE PATH "Install prefix of SDL2 built for WebAssembly")
set(FETCHCONTENT_SOURCE_DIR_IMGUI "" CACHE PATH "Sources of Dear ImGui, 1.92 or newer")

set(_imgui "${FETCHCONTENT_SOURCE_DIR_IMGUI}")
if(NOT _imgui)
  execute_process(COMMAND ${LOBBY_PYTHON} ${PROJECT_SOURCE_DIR}/tools/sources.py
                  OUTPUT_VARIABLE _found RESULT_VARIABLE _failed OUTPUT_STRIP_TRAILING_WHITESPACE)
  string(REGEX MATCH "imgui=([^\n]+)" _match "${_found}")
  if(_failed OR NOT _match)
    message(FATAL_ERROR "Dear ImGui's sources were not found: run tools/sources.py, or set FETCHCONTENT_SOURCE_DIR_IMGUI")
  endif()
  set(_imgui "${CMAKE_MATCH_1}")
endif()
if(NOT EXISTS "${LOBBY_SDL2}/include/SDL2/SDL.h")
  message(STATUS "No SDL2 for WebAssembly (LOBBY_SDL2): only the core and its tests are built, not the page")
  return()
endif()
set(LOBBY_IMGUI "${_imgui}" CACHE INTERNAL "Sources of Dear ImGui")

# ---- the kit brings Dear ImGui (lobby_kit), the places stand on it
add_subdirectory(ui)

# Small rather than fast (but for what simulates the line), and at fixed addresses: nothing here is a shared library.
function(lobby_small target)
  if(NOT ${target} MATCHES "^lobby_(wait|staffing)$")
    target_compile_options(${target} PRIVATE -Oz)
  endif()
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
endfunction()
foreach(_part IN ITEMS time json branch visit wait staffing wire speech score roleplay imgui kit)
  if(TARGET lobby_${_part})
    lobby_small(lobby_${_part})
  endif()
endforeach()

add_library(lobby_backends STATIC EXCLUDE_FROM_ALL ${LOBBY_IMGUI}/backends/imgui_impl_sdl2.cpp
                                                   ${LOBBY_IMGUI}/backends/imgui_impl_opengl3.cpp)
target_link_libraries(lobby_backends PUBLIC lobby_kit)
target_include_directories(lobby_backends SYSTEM PUBLIC ${LOBBY_IMGUI} ${LOBBY_IMGUI}/backends
                                                        ${LOBBY_SDL2}/include/SDL2)
# WebGL 1 is the part of WebGL 2 that every browser has; one code path serves both.
target_compile_definitions(lobby_backends PUBLIC IMGUI_IMPL_OPENGL_ES2)
# imgui_impl_sdl2.cpp uses EM_JS before it includes its macros.
target_compile_options(lobby_backends PRIVATE -w "SHELL:-include emscripten/emscripten.h")
lobby_small(lobby_backends)

# ---- one library per place, each of them seeing only the kit and the app's contract
foreach(_place IN ITEMS customer kiosk screen desk manage trainer)
  file(GLOB _sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/ui/${_place}/*.cpp)
  if(_sources)
    add_library(lobby_place_${_place} STATIC EXCLUDE_FROM_ALL ${_sources})
    target_include_directories(lobby_place_${_place} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(lobby_place_${_place} PUBLIC lobby_core PRIVATE lobby_warnings)
    lobby_small(lobby_place_${_place})
  endif()
endforeach()

# ---- the app, and the programs made of it: a customer downloads neither the staff's pages nor the trainer's ear for
# Chinese sentences (web/host.js knows which address needs which)
file(GLOB _app CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/ui/app/*.cpp)
list(REMOVE_ITEM _app ${PROJECT_SOURCE_DIR}/ui/app/main.cpp)
add_library(lobby_app STATIC EXCLUDE_FROM_ALL ${_app})
target_link_libraries(lobby_app PUBLIC lobby_backends lobby_kit lobby_core ${LOBBY_SDL2}/lib/libSDL2.a PRIVATE lobby_warnings)
lobby_small(lobby_app)

set(_bridge ${PROJECT_SOURCE_DIR}/ui/app/bridge.js ${PROJECT_SOURCE_DIR}/ui/app/bridge_training.js)
list(TRANSFORM _bridge PREPEND "SHELL:--js-library " OUTPUT_VARIABLE _libraries)
function(lobby_program target output)
  add_executable(${target} ${PROJECT_SOURCE_DIR}/ui/app/main.cpp ${PROJECT_SOURCE_DIR}/ui/app/sdl_unused.c)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${output} SUFFIX .mjs
                                             RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/page)
  lobby_small(${target})
  foreach(place IN LISTS ARGN)
    if(TARGET lobby_place_${place})
      string(TOUPPER ${place} upper)
      target_compile_definitions(${target} PRIVATE LOBBY_PLACE_${upper})
      target_link_libraries(${target} PRIVATE lobby_place_${place})
    endif()
  endforeach()
  target_link_libraries(${target} PRIVATE lobby_app lobby_warnings)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${_bridge})
  target_link_options(${target} PRIVATE
    -Oz ${_libraries}
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=createLobby -sENVIRONMENT=web -sDYNAMIC_EXECUTION=0
    -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=33554432 -sTOTAL_STACK=1048576 -sEXIT_RUNTIME=0
    -sMIN_WEBGL_VERSION=1 -sMAX_WEBGL_VERSION=1 -sSUPPORT_ERRNO=0
    -sINCOMING_MODULE_JS_API=[canvas,instantiateWasm,print,printErr,onAbort,host,preRun]
    -sEXPORTED_FUNCTIONS=[_main,_lobby_buffer,_lobby_start,_lobby_frame,_lobby_message])
endfunction()
lobby_program(lobby_page lobby customer)
lobby_program(lobby_page_branch branch kiosk screen desk manage)
lobby_program(lobby_page_trainer trainer trainer)

# ---- the site: everything a web server needs, in one folder
set(LOBBY_SITE ${PROJECT_BINARY_DIR}/site)
file(GLOB_RECURSE _site_inputs CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/* ${PROJECT_SOURCE_DIR}/assets/strings/*.json
     ${PROJECT_SOURCE_DIR}/assets/icons/* ${PROJECT_SOURCE_DIR}/assets/*.json ${PROJECT_SOURCE_DIR}/scenarios/*.json)
add_custom_command(
  OUTPUT ${LOBBY_SITE}.stamp
  COMMAND ${LOBBY_PYTHON} ${PROJECT_SOURCE_DIR}/cmake/site.py --source ${PROJECT_SOURCE_DIR}
          --page ${PROJECT_BINARY_DIR}/page --cache ${PROJECT_BINARY_DIR}/site-cache --out ${LOBBY_SITE}
  COMMAND ${CMAKE_COMMAND} -E touch ${LOBBY_SITE}.stamp
  DEPENDS lobby_page lobby_page_branch lobby_page_trainer ${_site_inputs} ${PROJECT_SOURCE_DIR}/cmake/site.py ${PROJECT_SOURCE_DIR}/cmake/subset.py
  COMMENT "Making the site"
  VERBATIM)
add_custom_target(site ALL DEPENDS ${LOBBY_SITE}.stamp)
