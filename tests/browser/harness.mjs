// What every browser test and screenshot stands on: a server of its own, a real Chromium, a page that has settled.
//
//   import { harness } from './harness.mjs';
//   const lobby = await harness();                       // starts serve.py, or uses LOBBY_URL
//   const page = await lobby.place('/', { size: 'phone', lang: 'en', dark: true, large: false });
//   await press(page.getByRole('button', { name: 'Find' }));
//   await lobby.shot(page, 'customer-phone');            // tests/browser/shots/customer-phone.png
//   await lobby.stop();
//
// As a program: node tests/browser/harness.mjs shot / --size phone --lang en --out somewhere.png

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const shots = path.join(root, 'tests/browser/shots');

export const sizes = {
  phone: { width: 390, height: 844, touch: true, density: 2 },
  desktop: { width: 1440, height: 900, touch: false, density: 1 },
  kiosk: { width: 1080, height: 1920, touch: true, density: 1 },
  hall: { width: 1920, height: 1080, touch: false, density: 1 },
};

const flags = ['--headless', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader'];

/** How long anything may take on a slow machine. */
export const patience = 60000;

/** @param {import('playwright-core').Page} page @param {string | RegExp} name */
export const button = (page, name) => page.getByRole('button', { name });
/** Until it is in the page. @param {import('playwright-core').Locator} locator */
export const shown = (locator) => locator.first().waitFor({ state: 'attached', timeout: patience });

/**
 * Starts `serve.py` on a free port with an empty data folder, and waits until it answers.
 * @param {{arguments?: string[], data?: string, port?: number, quiet?: boolean}} [options]
 */
export async function serve(options = {}) {
  const data = options.data ?? await mkdtemp(path.join(tmpdir(), 'lobby-test-'));
  const server = {
    url: '', data, output: '',
    /** @type {import('node:child_process').ChildProcess | undefined} */
    child: undefined,
    async start() {
      const port = server.url ? new URL(server.url).port : String(options.port ?? 0);
      const child = spawn('/usr/bin/python3', [path.join(root, 'serve.py'), '--port', port, '--data', data,
        ...(options.arguments ?? [])], { cwd: root, env: { ...process.env, PYTHONUNBUFFERED: '1' } });
      server.child = child;
      server.output = '';
      await new Promise((resolve, reject) => {
        const listen = (/** @type {Buffer} */ chunk) => {
          server.output += chunk;
          const found = server.output.match(/http:\/\/[\d.]+:(\d+)/);
          if (found) {
            server.url = found[0];
            resolve(undefined);
          }
        };
        child.stdout.on('data', listen);
        child.stderr.on('data', listen);
        child.on('exit', (code) => reject(new Error(`serve.py ended with ${code}:\n${server.output}`)));
      });
      const until = Date.now() + patience;
      while (!(await fetch(`${server.url}/api/hello`).then((reply) => reply.ok, () => false))) {
        if (Date.now() > until) throw new Error(`the server does not answer:\n${server.output}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    /** @param {NodeJS.Signals} [signal] */
    async end(signal = 'SIGINT') {
      const child = server.child;
      if (!child || child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await gone;
    },
    async stop() {
      await server.end();
      if (!options.data) await rm(data, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/**
 * Waits until the page has drawn what there is and asks for nothing more.
 * @param {import('playwright-core').Page} page
 */
export async function settled(page) {
  await page.waitForFunction(() => {
    const lobby = /** @type {any} */ (window).lobby;
    if (document.getElementById('failure')?.hidden === false) return true;
    if (!lobby || document.getElementById('loading')) return false;
    const state = /** @type {any} */ (window);
    // Twice in a row: an answer may have just asked for the next.
    state.quiet = lobby.idle ? (state.quiet ?? 0) + 1 : 0;
    return state.quiet > 4;
  }, undefined, { polling: 50, timeout: patience });
  await page.evaluate(() => { /** @type {any} */ (window).quiet = 0; });
  const failure = await page.evaluate(() => (document.getElementById('failure')?.hidden === false
    ? document.querySelector('#failure pre')?.textContent ?? '' : null));
  if (failure !== null) throw new Error(`the page shows its error page: ${failure}`);
}

/**
 * Presses what is drawn where the element says it is: the canvas gets the pointer, as from a finger or a mouse.
 * @param {import('playwright-core').Locator} locator
 */
export async function press(locator) {
  const page = locator.page();
  await locator.waitFor({ state: 'attached', timeout: patience });
  await bringIntoView(locator);
  const box = await locator.boundingBox();
  if (!box) throw new Error('the element has no place on the page');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const touch = await page.evaluate(() => matchMedia('(pointer: coarse)').matches);
  if (touch) await page.touchscreen.tap(at.x, at.y);
  else await page.mouse.click(at.x, at.y);
  await settled(page);
}

/**
 * The focus makes the kit scroll the widget into view.
 * @param {import('playwright-core').Locator} locator
 */
export async function bringIntoView(locator) {
  const page = locator.page();
  const inside = async () => {
    const box = await locator.boundingBox();
    const view = page.viewportSize();
    return box && view && box.y >= 0 && box.y + box.height <= view.height;
  };
  if (await inside()) return;
  await locator.evaluate((element) => {
    if (element instanceof HTMLElement) element.focus();
  });
  await settled(page);
}

/**
 * The page's heading is at its top: it was not opened in the middle.
 * @param {import('playwright-core').Page} page
 */
export async function atTop(page) {
  await settled(page);
  const box = await page.getByRole('heading', { level: 1 }).first().boundingBox();
  if (!box || box.y < 0 || box.y > 300) throw new Error(`the page's heading is at ${JSON.stringify(box)}`);
}

/**
 * Types into a field with the keyboard.
 * @param {import('playwright-core').Locator} locator
 * @param {string} text
 */
export async function type(locator, text) {
  await locator.focus({ timeout: patience });
  await settled(locator.page());
  await locator.fill('');
  await locator.pressSequentially(text);
  await settled(locator.page());
}

/**
 * Logs in where the page asks who is there.
 * @param {import('playwright-core').Page} page @param {string} user
 * @param {string} [password] a demo's, unless told
 */
export async function logIn(page, user, password = `demo-${user}`) {
  await type(page.getByRole('textbox', { name: /^(用户名|User name)$/ }), user);
  await type(page.getByRole('textbox', { name: /^(密码|Password)$/ }), password);
  await press(button(page, /^(登录|Log in)$/));
}

/**
 * Types Chinese as an input method does: with a composition that is shown before it is committed.
 * @param {import('playwright-core').Locator} locator
 * @param {string} latin what is typed
 * @param {string} chinese what is chosen
 */
export async function compose(locator, latin, chinese) {
  const page = locator.page();
  await locator.focus({ timeout: patience });
  const session = await page.context().newCDPSession(page);
  for (let i = 1; i <= latin.length; i += 1) {
    await session.send('Input.imeSetComposition', { text: latin.slice(0, i), selectionStart: i, selectionEnd: i });
  }
  await session.send('Input.imeSetComposition', {
    text: chinese, selectionStart: chinese.length, selectionEnd: chinese.length,
  });
  await session.send('Input.insertText', { text: chinese });
  await session.detach();
  await settled(page);
}

/**
 * @param {{server?: boolean, arguments?: string[]}} [options] further arguments of serve.py
 */
export async function harness(options = {}) {
  const server = process.env.LOBBY_URL ? undefined : await serve({ arguments: options.arguments });
  const browser = await chromium.launch({
    executablePath: process.env.LOBBY_CHROMIUM ?? '/usr/bin/chromium', args: flags, headless: true,
  });
  const lobby = {
    server,
    browser,
    /** What went wrong on any page so far: uncaught errors and what the console says in red. @type {string[]} */
    errors: [],
    get url() { return (server?.url ?? process.env.LOBBY_URL ?? '').replace(/\/$/, ''); },
    /**
     * Opens an address in a fresh browser profile.
     * @param {string} address
     * @param {{size?: keyof typeof sizes, lang?: 'zh' | 'en', dark?: boolean, large?: boolean,
     *   context?: import('playwright-core').BrowserContext, wait?: boolean}} [how]
     */
    async place(address, how = {}) {
      const size = sizes[how.size ?? 'desktop'];
      const context = how.context ?? await browser.newContext({
        viewport: { width: size.width, height: size.height }, deviceScaleFactor: size.density, hasTouch: size.touch,
        isMobile: size.touch, locale: how.lang === 'en' ? 'en-GB' : 'zh-CN', timezoneId: 'Asia/Shanghai',
        colorScheme: how.dark ? 'dark' : 'light', reducedMotion: 'reduce', serviceWorkers: 'block',
      });
      if (!how.context) {
        await context.addInitScript(([lang, large]) => {
          if (!localStorage.getItem('lobby.language')) localStorage.setItem('lobby.language', lang);
          if (large) localStorage.setItem('lobby.large', '1');
        }, [how.lang ?? 'zh', how.large ? '1' : '']);
      }
      const page = await context.newPage();
      page.on('pageerror', (error) => lobby.errors.push(String(error)));
      page.on('console', (message) => {
        const expected = /status of (401|403|404|409|410|422|429)/.test(message.text());
        if (message.type() === 'error' && !expected) lobby.errors.push(message.text());
      });
      await page.goto(lobby.url + address, { timeout: patience });
      if (how.wait !== false) await settled(page);
      return page;
    },
    /** @param {import('playwright-core').Page} page @param {string} name */
    async shot(page, name) {
      await settled(page);
      await mkdir(shots, { recursive: true });
      const file = path.isAbsolute(name) ? name : path.join(shots, `${name}.png`);
      await page.screenshot({ path: file });
      return file;
    },
    async stop() {
      await browser.close();
      await server?.stop();
    },
  };
  return lobby;
}

/** @param {string[]} words */
async function main(words) {
  const [what, address = '/', ...rest] = words;
  if (what !== 'shot') {
    console.error('usage: node tests/browser/harness.mjs shot ADDRESS [--size phone|desktop|kiosk|hall] [--lang zh|en]'
      + ' [--dark] [--large] [--tree] [--out FILE]');
    process.exitCode = 2;
    return;
  }
  const value = (/** @type {string} */ name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
  const lobby = await harness();
  try {
    const page = await lobby.place(address, {
      size: /** @type {keyof typeof sizes} */ (value('--size') ?? 'desktop'), lang: value('--lang') === 'en' ? 'en' : 'zh',
      dark: rest.includes('--dark'), large: rest.includes('--large'),
    });
    console.log(await lobby.shot(page, path.resolve(value('--out') ?? path.join(shots, 'shot.png'))));
    if (rest.includes('--tree')) console.log(await page.locator('body').ariaSnapshot());
    for (const error of lobby.errors) console.error(`on the page: ${error}`);
  } finally {
    await lobby.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
