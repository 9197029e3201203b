// Start-up: the program and its texts are fetched at the same time; what cannot work says so, in both languages.

import { files } from './files.js';
import { Frames } from './frames.js';
import { Glyphs } from './glyphs.js';
import { Host, chosenLanguage, loadTexts, programOf } from './host.js';
import { open } from './net.js';

/**
 * @param {'old' | 'network' | 'crash'} kind
 * @param {string} detail
 */
function fail(kind, detail) {
  const page = /** @type {HTMLElement} */ (document.getElementById('failure'));
  document.getElementById('loading')?.remove();
  if (!page.hidden) return; // the first failure is the one to tell
  page.hidden = false;
  /** @type {HTMLElement} */ (page.querySelector('h1')).textContent = document.title;
  for (const text of page.querySelectorAll('[data-for]')) {
    /** @type {HTMLElement} */ (text).hidden = text.getAttribute('data-for') !== kind;
  }
  /** @type {HTMLElement} */ (page.querySelector('pre')).textContent = detail;
  document.getElementById('mirror')?.setAttribute('inert', '');
  const retry = /** @type {HTMLElement} */ (document.getElementById('retry'));
  retry.addEventListener('click', () => location.reload());
  retry.focus();
}

/** @param {URLSearchParams} query */
function hasGraphics(query) {
  if (query.get('webgl') === 'off') return false;
  const probe = document.createElement('canvas').getContext('webgl');
  probe?.getExtension('WEBGL_lose_context')?.loseContext();
  return probe !== null;
}

function tooOld() {
  return typeof WebAssembly !== 'object' || typeof EventSource === 'undefined' || !('findLast' in Array.prototype)
    || !('inert' in HTMLElement.prototype);
}

/** Fetches and starts the program. Rejects when the download fails. @param {Host} host */
async function loadProgram(host) {
  const program = programOf(location.pathname);
  const code = fetch(files[`${program}.wasm`]);
  code.catch(() => undefined); // told below
  const { default: createLobby } = await import(files[`${program}.mjs`]);
  return new Promise((resolve, reject) => {
    const instantiateWasm = (
      /** @type {WebAssembly.Imports} */ imports,
      /** @type {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} */ done,
    ) => {
      WebAssembly.instantiateStreaming(code, imports)
        .then((made) => done(made.instance, made.module)).catch(reject);
      return {};
    };
    createLobby({
      canvas: document.getElementById('canvas'),
      host,
      instantiateWasm,
      onAbort: (/** @type {unknown} */ why) => host.crashed(new Error(String(why))),
    }).then(resolve, reject);
  });
}

/** When it cannot be had, the browser's own glyphs are better than none. @param {Host} host */
async function loadFont(host) {
  const response = await fetch(files['font.ttf']).catch(() => undefined);
  if (response?.ok) host.giveFont(new Uint8Array(await response.arrayBuffer()));
}

async function start() {
  if (tooOld()) {
    fail('old', navigator.userAgent);
    return;
  }
  const query = new URLSearchParams(location.search);
  const language = chosenLanguage();
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  const glyphs = new Glyphs();
  const frames = new Frames(() => {
    try {
      host.program?._lobby_frame();
    } catch (error) {
      host.crashed(error);
    }
  });
  const host = new Host(frames, glyphs, fail);
  // For tests: how many frames were drawn, and whether anything is under way.
  Object.defineProperty(window, 'lobby', {
    value: {
      get frames() { return frames.count; },
      get idle() { return !frames.stopped && frames.idle && open.count === 0; },
    },
  });
  const texts = loadTexts(language);
  try {
    host.program = await loadProgram(host);
    host.giveTexts(language, await texts);
  } catch (error) {
    const unsupported = error instanceof WebAssembly.CompileError;
    fail(unsupported ? 'old' : 'network', error instanceof Error ? error.message : String(error));
    return;
  }
  const graphics = hasGraphics(query);
  if (!graphics) document.documentElement.dataset.plain = '';
  if (query.get('font') === 'bundled' || !glyphs.trustworthy()) await loadFont(host);
  host.program?._lobby_start(graphics ? 1 : 0);
  document.getElementById('loading')?.remove();
  frames.listen();
  frames.start();
  registerWorker();
}

/** Installable, and starts without a network: when the page is up and has time. */
function registerWorker() {
  if (!('serviceWorker' in navigator)) return;
  setTimeout(() => navigator.serviceWorker.register('/sw.js').catch(() => undefined), 3000);
}

window.addEventListener('error', (event) => fail('crash', event.message));
window.addEventListener('unhandledrejection', (event) => fail('crash', String(event.reason)));
void start();
