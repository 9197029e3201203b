# Header-only libraries of the distribution. The cross compiler must never see /usr/include itself,
# so the folders are linked into the build folder one by one.
add_library(lobby_headers INTERFACE)
set(_include ${PROJECT_BINARY_DIR}/include)
file(MAKE_DIRECTORY ${_include})
foreach(_library IN ITEMS cereal rapidjson)
  find_path(_${_library}_dir ${_library}/${_library}.h ${_library}/${_library}.hpp
            PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  if(NOT EXISTS ${_include}/${_library})
    file(CREATE_LINK ${_${_library}_dir}/${_library} ${_include}/${_library} SYMBOLIC)
  endif()
endforeach()
target_include_directories(lobby_headers SYSTEM INTERFACE ${_include})
