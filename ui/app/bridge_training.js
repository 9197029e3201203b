// The calls of bridge.hpp that only the trainer makes, whole: no other program carries them. Linked with --js-library.
mergeInto(LibraryManager.library, {
  // What the browser hears: finished and unfinished words since the last start.
  $lobbyEar: { recogniser: null, text: '', trouble: '' },

  host_can_listen: function () {
    return window.SpeechRecognition || window.webkitSpeechRecognition ? 1 : 0;
  },
  host_listen__deps: ['$lobbyEar'],
  host_listen: function (language) {
    const ear = lobbyEar;
    if (ear.recogniser) ear.recogniser.abort();
    const Recogniser = window.SpeechRecognition || window.webkitSpeechRecognition;
    const recogniser = new Recogniser();
    const host = Module['host'];
    ear.recogniser = recogniser;
    ear.text = '';
    ear.trouble = '';
    recogniser.lang = UTF8ToString(language);
    recogniser.continuous = true;
    recogniser.interimResults = true;
    recogniser.onresult = function (event) {
      if (ear.recogniser !== recogniser) return;
      let text = '';
      for (let i = 0; i < event.results.length; i += 1) text += event.results[i][0].transcript;
      ear.text = text;
      host.wake();
    };
    recogniser.onerror = function (event) {
      if (ear.recogniser === recogniser && event.error !== 'aborted') ear.trouble = event.error;
      host.wake();
    };
    recogniser.onend = function () {
      if (ear.recogniser === recogniser) ear.recogniser = null;
      host.wake();
    };
    try {
      recogniser.start();
    } catch (error) {
      ear.recogniser = null;
      ear.trouble = String(error);
    }
  },
  host_stop_listening__deps: ['$lobbyEar'],
  host_stop_listening: function () {
    if (lobbyEar.recogniser) lobbyEar.recogniser.stop();
  },
  host_heard__deps: ['$lobbyEar', '$lobbyGive'],
  host_heard: function () {
    return lobbyGive(JSON.stringify({ on: lobbyEar.recogniser !== null, text: lobbyEar.text, trouble: lobbyEar.trouble }));
  },
  host_hush: function () {
    if (window.speechSynthesis) speechSynthesis.cancel();
  },

  // A document on paper: the markup in a part of the page that only the printer sees, made small enough for one sheet.
  host_print_document: function (markup, style) {
    const old = document.getElementById('paper');
    if (old) old.remove();
    const paper = document.createElement('article');
    paper.id = 'paper';
    paper.setAttribute('aria-hidden', 'true');
    paper.innerHTML = UTF8ToString(markup);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(UTF8ToString(style));
    document.adoptedStyleSheets = [sheet];
    document.body.append(paper);
    const root = document.documentElement;
    const millimetre = 96 / 25.4;
    const width = 186, height = 268; // of a sheet of A4 within its margins
    let scale = 1;
    for (let i = 0; i < 12; i += 1) {
      paper.style.width = width / scale + 'mm';
      if (paper.scrollHeight * scale <= height * millimetre) break;
      scale *= 0.94;
    }
    paper.style.setProperty('zoom', String(scale));
    root.dataset.paper = '';
    window.addEventListener('afterprint', function () {
      delete root.dataset.paper;
      paper.remove();
      document.adoptedStyleSheets = [];
    }, { once: true });
    // After this frame: print() stops the page until the dialog is closed.
    setTimeout(function () { window.print(); }, 0);
  },
  host_download: function (name, type, content) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([UTF8ToString(content)], { type: UTF8ToString(type) }));
    link.download = UTF8ToString(name);
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  },
});
