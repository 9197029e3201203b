// Loaded before a test program under node: Emscripten 3.1.6 would fetch() its own file, which node's fetch cannot.
delete globalThis.fetch;
