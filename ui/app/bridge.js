// The calls of bridge.hpp, passed on to Module.host (web/host.js). Linked with --js-library.
mergeInto(LibraryManager.library, {
  // Writes a text or bytes into the program's buffer and answers the size.
  $lobbyGive: function (value) {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    const at = Module['_lobby_buffer'](bytes.length);
    HEAPU8.set(bytes, at);
    return bytes.length;
  },
  host_install__deps: ['$lobbyGive'],
  host_install: function () {
    Module['give'] = lobbyGive;
  },

  host_wake: function () { Module['host'].wake(); },
  host_wake_in: function (seconds) { Module['host'].wakeIn(seconds); },
  host_timer: function (id, seconds) { Module['host'].timer(id, seconds); },
  host_fatal: function (message) { Module['host'].fatal(UTF8ToString(message)); },
  host_epoch: function () { return Date.now(); },
  host_ticks: function () { return performance.now(); },
  host_device: function (out) { HEAPF64.set(Module['host'].device(), out >> 3); },

  host_glyph__deps: ['$lobbyGive'],
  host_glyph: function (codepoint, pixels, bold, out) {
    const glyph = Module['host'].glyph(codepoint, pixels, bold !== 0);
    if (!glyph) return 0;
    lobbyGive(glyph.alpha);
    HEAPF64.set([glyph.advance, glyph.x, glyph.y, glyph.width, glyph.height], out >> 3);
    return 1;
  },
  host_glyph_advance: function (codepoint, pixels, bold) {
    return Module['host'].glyphAdvance(codepoint, pixels, bold !== 0);
  },
  host_glyph_metrics: function (pixels, bold, out) {
    HEAPF64.set(Module['host'].glyphMetrics(pixels, bold !== 0), out >> 3);
  },

  host_document: function (title, language, dark) {
    Module['host'].document(UTF8ToString(title), UTF8ToString(language), dark !== 0);
  },
  host_mirror: function (json) { Module['host'].mirror(UTF8ToString(json)); },
  host_announce: function (text, assertive) { Module['host'].announce(UTF8ToString(text), assertive !== 0); },
  host_focus: function (id) { Module['host'].focus(id >>> 0); },

  host_address__deps: ['$lobbyGive'],
  host_address: function () { return lobbyGive(Module['host'].address()); },
  host_push: function (address, replace) { Module['host'].push(UTF8ToString(address), replace !== 0); },
  host_back: function () { Module['host'].back(); },
  host_open: function (address) { Module['host'].open(UTF8ToString(address)); },
  host_origin__deps: ['$lobbyGive'],
  host_origin: function () { return lobbyGive(location.origin); },

  host_language__deps: ['$lobbyGive'],
  host_language: function () { return lobbyGive(Module['host'].language()); },
  host_strings: function (language) { Module['host'].strings(UTF8ToString(language)); },
  host_utc_offset: function (zone, at) { return Module['host'].utcOffset(UTF8ToString(zone), at); },

  host_fetch: function (id, method, address, body, language) {
    Module['host'].fetch(id, UTF8ToString(method), UTF8ToString(address), UTF8ToString(body), UTF8ToString(language));
  },
  host_stream: function (id, address, after) { Module['host'].stream(id, UTF8ToString(address), after); },
  host_stream_close: function (id) { Module['host'].streamClose(id); },
  host_new_id__deps: ['$lobbyGive'],
  host_new_id: function () { return lobbyGive(Module['host'].newId()); },

  host_stored__deps: ['$lobbyGive'],
  host_stored: function (key) { return lobbyGive(Module['host'].stored(UTF8ToString(key))); },
  host_store: function (key, value) { Module['host'].store(UTF8ToString(key), UTF8ToString(value)); },
  host_chime: function () { Module['host'].chime(); },
  host_vibrate: function () { Module['host'].vibrate(); },
  host_can_speak: function (language) { return Module['host'].canSpeak(UTF8ToString(language)) ? 1 : 0; },
  host_speak: function (text, language) { Module['host'].speak(UTF8ToString(text), UTF8ToString(language)); },
  host_notification_permission: function () { return Module['host'].notificationPermission(); },
  host_ask_notification_permission: function () { Module['host'].askNotificationPermission(); },
  host_notify: function (title, body) { Module['host'].notify(UTF8ToString(title), UTF8ToString(body)); },
  host_flash_title: function (text) { Module['host'].flashTitle(UTF8ToString(text)); },
  host_print: function (json) { Module['host'].print(UTF8ToString(json)); },
  host_copy: function (text) { Module['host'].copy(UTF8ToString(text)); },
  host_full_screen: function () { return Module['host'].fullScreen(); },
  host_toggle_full_screen: function () { Module['host'].toggleFullScreen(); },
  host_share: function (title, url) { return Module['host'].share(UTF8ToString(title), UTF8ToString(url)) ? 1 : 0; },
});
