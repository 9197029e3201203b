// Everything the program asks of the page (ui/app/bridge.hpp), and the messages back.

import { Streams } from './events.js';
import { files } from './files.js';
import { Mirror, forwardKeys } from './semantics.js';
import * as net from './net.js';
import { print } from './print.js';
import * as sound from './sound.js';
import { store, stored } from './storage.js';

/**
 * @typedef {object} Program the WebAssembly module
 * @property {(value: string | Uint8Array) => number} give
 * @property {(what: number, id: number, extra: number, size: number) => void} _lobby_message
 * @property {(graphics: number) => void} _lobby_start
 * @property {() => void} _lobby_frame
 */

/** As app::bridge::Message. */
const message = {
  reply: 1, stream: 2, route: 3, strings: 4, activate: 5, focused: 6, input: 7, choose: 8, submit: 9, left: 10, key: 11,
  online: 12, graphicsRestored: 13, font: 14, timer: 15,
};

/** What the program takes before its first frame. */
const early = new Set([message.strings, message.reply, message.font, message.timer]);

/** The language of the page: of the address, of this device, of the browser. */
export function chosenLanguage() {
  const wanted = new URLSearchParams(location.search).get('lang') || stored('language') || navigator.language || 'zh';
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/**
 * Which program serves an address (cmake/page.cmake): the customers' own is the smallest.
 * @param {string} path
 */
export function programOf(path) {
  const place = path.split(/[/?#]/)[1];
  if (place === 'train') return 'trainer';
  return ['kiosk', 'screen', 'desk', 'manage'].includes(place) ? 'branch' : 'lobby';
}

/** @type {Map<string, Promise<string>>} */
const texts = new Map();

/** What the program of this address says. @param {string} language "zh" or "en" */
export function loadTexts(language) {
  let loading = texts.get(language);
  if (!loading) {
    loading = fetch(files[`${programOf(location.pathname)}.${language}.json`]).then((response) => {
      if (!response.ok) throw new Error(`strings: ${response.status}`);
      return response.text();
    });
    loading.catch(() => texts.delete(language));
    texts.set(language, loading);
  }
  return loading;
}

export class Host {
  /**
   * @param {import('./frames.js').Frames} frames
   * @param {import('./glyphs.js').Glyphs} glyphs
   * @param {(kind: 'old' | 'network' | 'crash', detail: string) => void} fail
   */
  constructor(frames, glyphs, fail) {
    this.frames = frames;
    this.glyphs = glyphs;
    this.fail = fail;
    /** @type {Program | undefined} */
    this.program = undefined;
    /** @type {Map<string, Intl.DateTimeFormat | undefined>} */
    this.zones = new Map();
    this.safe = document.body.appendChild(document.createElement('div'));
    this.safe.id = 'safe';
    this.streams = new Streams((id, what, data) => this.tell(message.stream, id, what, data, false));
    const widget = (/** @type {number} */ what) => (/** @type {number} */ id) => this.tell(what, id);
    this.mirrorOf = new Mirror(/** @type {HTMLElement} */ (document.getElementById('mirror')), {
      activate: widget(message.activate),
      focused: widget(message.focused),
      submit: widget(message.submit),
      left: widget(message.left),
      input: (id, text) => this.tell(message.input, id, 0, text),
      choose: (id, index) => this.tell(message.choose, id, index),
    }, frames);
    forwardKeys(this.mirrorOf, (key, modifiers) => this.tell(message.key, 0, modifiers, key));
    this.listen();
  }

  listen() {
    const program = programOf(location.pathname);
    window.addEventListener('popstate', () => {
      if (programOf(location.pathname) === program) this.tell(message.route);
      else location.reload();
    });
    window.addEventListener('online', () => this.tell(message.online, 0, 1));
    window.addEventListener('offline', () => this.tell(message.online, 0, 0));
    const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => this.tell(message.graphicsRestored));
    // A press on the canvas takes the focus out of a text field, as a press beside one does everywhere.
    canvas.addEventListener('pointerdown', () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    // The browser's own zoom stays the browser's.
    window.addEventListener('wheel', (event) => { if (event.ctrlKey) event.stopImmediatePropagation(); }, { capture: true });
    window.addEventListener('touchmove', (event) => {
      if (event.touches.length > 1) event.stopImmediatePropagation();
    }, { capture: true, passive: true });
    sound.listenForPress();
    if ('speechSynthesis' in window) speechSynthesis.addEventListener?.('voiceschanged', () => this.frames.wake());
  }

  /**
   * @param {number} what
   * @param {number} [id]
   * @param {number} [extra]
   * @param {string | Uint8Array} [data]
   * @param {boolean} [wake] draw afterwards
   */
  tell(what, id = 0, extra = 0, data = '', wake = true) {
    if (!this.program || this.frames.stopped && !early.has(what)) return;
    try {
      const size = data.length ? this.program.give(data) : 0;
      this.program._lobby_message(what, id, extra, size);
    } catch (error) {
      this.crashed(error);
    }
    if (wake) this.frames.wake(2);
  }

  /** @param {string} language @param {string} json */
  giveTexts(language, json) {
    this.tell(message.strings, 0, language === 'zh' ? 0 : 1, json);
  }

  /** @param {Uint8Array} file */
  giveFont(file) {
    this.tell(message.font, 0, 0, file);
  }

  /** @param {unknown} error */
  crashed(error) {
    this.fatal(error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error));
  }

  // ---- frames

  wake() { this.frames.wake(); }
  /** @param {number} seconds */
  wakeIn(seconds) { this.frames.wakeIn(seconds); }
  /** @param {number} id @param {number} seconds */
  timer(id, seconds) { window.setTimeout(() => this.tell(message.timer, id, 0, '', false), seconds * 1000); }
  /** @param {string} text */
  fatal(text) {
    this.frames.stop();
    this.fail('crash', text);
  }

  /** As host_device in bridge.hpp says. */
  device() {
    const root = document.documentElement;
    const is = (/** @type {string} */ query) => (matchMedia(query).matches ? 1 : 0);
    const safe = getComputedStyle(this.safe);
    return [root.clientWidth, window.innerHeight, window.devicePixelRatio || 1, is('(pointer: coarse)'),
      is('(prefers-color-scheme: dark)'), is('(prefers-reduced-motion: reduce)'), parseFloat(safe.paddingTop) || 0,
      parseFloat(safe.paddingBottom) || 0, document.hidden ? 0 : 1];
  }

  // ---- glyphs

  /** @param {number} codepoint @param {number} pixels @param {boolean} bold */
  glyph(codepoint, pixels, bold) { return this.glyphs.glyph(codepoint, pixels, bold); }
  /** @param {number} codepoint @param {number} pixels @param {boolean} bold */
  glyphAdvance(codepoint, pixels, bold) { return this.glyphs.advance(codepoint, pixels, bold); }
  /** @param {number} pixels @param {boolean} bold */
  glyphMetrics(pixels, bold) { return this.glyphs.metrics(pixels, bold); }

  // ---- the document

  /** @param {string} title @param {string} language @param {boolean} dark */
  document(title, language, dark) {
    if (title) document.title = title;
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }
  /** @param {string} json */
  mirror(json) { this.mirrorOf.show(JSON.parse(json)); }
  /** @param {string} text @param {boolean} assertive */
  announce(text, assertive) {
    const region = document.getElementById(assertive ? 'assertive' : 'polite');
    if (!region) return;
    // The same words again are only read again when the region was empty in between.
    region.textContent = '';
    setTimeout(() => { region.textContent = text; }, 50);
  }
  /** @param {number} id */
  focus(id) { this.mirrorOf.focus(id); }

  // ---- addresses

  address() { return location.pathname + location.search; }
  /** @param {string} address @param {boolean} replace */
  push(address, replace) {
    if (programOf(address) !== programOf(location.pathname)) {
      if (replace) location.replace(address);
      else location.assign(address);
      return;
    }
    const depth = (history.state?.depth ?? 0) + (replace ? 0 : 1);
    if (replace) history.replaceState({ depth }, '', address);
    else history.pushState({ depth }, '', address);
  }
  /** @param {string} address outside the app */
  open(address) {
    if (/^https?:/.test(address)) window.open(address, '_blank', 'noopener');
    else location.assign(address);
  }
  back() {
    if ((history.state?.depth ?? 0) > 0) history.back();
    else {
      this.push('/', true);
      this.tell(message.route);
    }
  }

  // ---- words

  language() { return chosenLanguage(); }
  /** @param {string} language */
  strings(language) {
    loadTexts(language).then((json) => this.giveTexts(language, json), () => this.frames.wake());
  }
  /** Minutes that the zone is ahead of UTC at that moment. @param {string} zone @param {number} at */
  utcOffset(zone, at) {
    if (!this.zones.has(zone)) {
      try {
        this.zones.set(zone, new Intl.DateTimeFormat('en-US', {
          timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric',
          minute: 'numeric', second: 'numeric',
        }));
      } catch {
        this.zones.set(zone, undefined);
      }
    }
    const format = this.zones.get(zone);
    if (!format) return -10000;
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    return Math.round((local - Math.floor(at / 1000) * 1000) / 60000);
  }

  // ---- network

  /** @param {number} id @param {string} method @param {string} address @param {string} body @param {string} language */
  fetch(id, method, address, body, language) {
    void net.request(method, address, body, language).then((reply) => {
      this.tell(message.reply, id, reply.status, reply.body, false);
    });
  }
  /** @param {number} id @param {string} address @param {number} after */
  stream(id, address, after) { this.streams.open(id, address, after); }
  /** @param {number} id */
  streamClose(id) { this.streams.close(id); }
  newId() { return net.newId(); }

  // ---- device

  /** @param {string} key */
  stored(key) { return stored(key); }
  /** @param {string} key @param {string} value */
  store(key, value) { store(key, value); }
  chime() { sound.chime(); }
  vibrate() { sound.vibrate(); }
  /** @param {string} language */
  canSpeak(language) { return sound.canSpeak(language); }
  /** @param {string} text @param {string} language */
  speak(text, language) { sound.speak(text, language); }
  notificationPermission() { return sound.notificationPermission(); }
  askNotificationPermission() { sound.askNotificationPermission(() => this.frames.wake()); }
  /** @param {string} title @param {string} body */
  notify(title, body) { void sound.notify(title, body); }
  /** @param {string} text */
  flashTitle(text) { sound.flashTitle(text); }
  /** @param {string} json */
  print(json) { print(JSON.parse(json)); }
  /** @param {string} text */
  copy(text) { void navigator.clipboard?.writeText(text).catch(() => undefined); }
  /** 0: the browser cannot, 1: in its window, 2: all of the screen. */
  fullScreen() {
    if (!document.fullscreenEnabled) return 0;
    return document.fullscreenElement ? 2 : 1;
  }
  toggleFullScreen() {
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    void done.catch(() => undefined).then(() => this.frames.wake());
  }
  /** @param {string} title @param {string} url */
  share(title, url) {
    if (!navigator.share) return false;
    navigator.share({ title, url }).catch(() => undefined);
    return true;
  }
}
