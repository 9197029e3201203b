# Warnings are errors in our code; third-party headers are taken as system headers.
add_library(lobby_warnings INTERFACE)
target_compile_options(lobby_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wimplicit-fallthrough -Werror)
