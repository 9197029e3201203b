# GoogleTest is built from the distribution's sources with the compiler at hand (native, sanitized, WebAssembly).
find_path(LOBBY_GOOGLETEST googletest/CMakeLists.txt PATHS /usr/src/googletest NO_CMAKE_FIND_ROOT_PATH REQUIRED)
add_library(gtest STATIC EXCLUDE_FROM_ALL ${LOBBY_GOOGLETEST}/googletest/src/gtest-all.cc)
target_include_directories(gtest SYSTEM PUBLIC ${LOBBY_GOOGLETEST}/googletest/include PRIVATE ${LOBBY_GOOGLETEST}/googletest)
add_library(gtest_main STATIC EXCLUDE_FROM_ALL ${LOBBY_GOOGLETEST}/googletest/src/gtest_main.cc)
target_link_libraries(gtest_main PUBLIC gtest)
foreach(_target IN ITEMS gtest gtest_main)
  target_compile_options(${_target} PRIVATE -w)
endforeach()
