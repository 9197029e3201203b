# What core/speech knows is learned from assets/speech while building: the learner runs on the machine that builds,
# whatever it builds for, and comes to the same model there.
find_program(LOBBY_HOST_CXX NAMES c++ g++ clang++ NO_CMAKE_FIND_ROOT_PATH REQUIRED)
set(_speech ${PROJECT_BINARY_DIR}/speech)
file(MAKE_DIRECTORY ${_speech})
set(LOBBY_LEARNING ${PROJECT_SOURCE_DIR}/tools/speech/lines.cpp ${PROJECT_SOURCE_DIR}/tools/speech/learn.cpp
                   ${PROJECT_SOURCE_DIR}/tools/speech/svm.cpp ${PROJECT_SOURCE_DIR}/tools/speech/tally.cpp
    CACHE INTERNAL "The learner without its main program")
set(_sources ${PROJECT_SOURCE_DIR}/tools/speech/main.cpp ${LOBBY_LEARNING})
foreach(_part IN ITEMS features model names normalise words)
  list(APPEND _sources ${PROJECT_SOURCE_DIR}/core/speech/${_part}.cpp)
endforeach()
file(GLOB _headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/speech/*.hpp ${PROJECT_SOURCE_DIR}/core/speech/*.hpp)
file(GLOB _lines CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/assets/speech/lines/*.txt)
add_custom_command(
  OUTPUT ${_speech}/learn_speech
  COMMAND ${LOBBY_HOST_CXX} -std=c++20 -O2 -ffp-contract=off -pthread -I${PROJECT_SOURCE_DIR} ${_sources} -o ${_speech}/learn_speech
  DEPENDS ${_sources} ${_headers}
  COMMENT "Building the learner of staff speech"
  VERBATIM)
add_custom_command(
  OUTPUT ${_speech}/model.cpp ${_speech}/model.bin
  COMMAND ${_speech}/learn_speech ${PROJECT_SOURCE_DIR}/assets/speech ${_speech}/model.bin ${_speech}/model.cpp
  DEPENDS ${_speech}/learn_speech ${_lines} ${PROJECT_SOURCE_DIR}/assets/speech/words.txt
  COMMENT "Learning to read what staff say"
  VERBATIM)
add_library(lobby_speech_model STATIC ${_speech}/model.cpp)
target_include_directories(lobby_speech_model PRIVATE ${PROJECT_SOURCE_DIR})
