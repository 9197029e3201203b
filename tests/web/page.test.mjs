// The page's modules in a real Chromium: the mirror keeps elements and focus, fields are safe to type and compose in,
// the page without graphics, what it says when something is broken.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { root } from '../browser/harness.mjs';

const types = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };
const csp = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

/** @type {import('node:http').Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
let origin = '';

before(async () => {
  server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://x').pathname;
    const file = name === '/empty' ? undefined : path.join(root, 'web', name === '/' ? 'index.html' : path.basename(name));
    const type = types[/** @type {keyof typeof types} */ (path.extname(file ?? 'empty.html'))] ?? 'application/octet-stream';
    try {
      const body = file ? await readFile(file) : '<!doctype html><link rel="stylesheet" href="/style.css"><canvas id="canvas"></canvas><div id="mirror"></div>';
      response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': csp }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  browser = await chromium.launch({
    executablePath: process.env.LOBBY_CHROMIUM ?? '/usr/bin/chromium', headless: true,
    args: ['--headless', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser.close();
  server.close();
});

/** A page with a mirror of its own; `show` draws a tree and counts as a frame, `told` is what came back. */
async function mirrorPage() {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  await page.goto(`${origin}/empty`);
  await page.evaluate(async () => {
    const { Mirror, forwardKeys } = await import('/semantics.js');
    const it = /** @type {any} */ (window);
    it.told = [];
    const frames = { count: 0, afterFrame: new Set(), wake() {} };
    const tell = Object.fromEntries(['activate', 'focused', 'input', 'choose', 'submit', 'left']
      .map((name) => [name, (/** @type {any[]} */ ...what) => it.told.push([name, ...what])]));
    it.mirror = new Mirror(document.getElementById('mirror'), tell, frames);
    forwardKeys(it.mirror, (/** @type {string} */ key, /** @type {number} */ held) => it.told.push(['key', key, held]));
    it.show = (/** @type {any[]} */ nodes) => {
      const full = nodes.map((node, i) => ({ rect: [10, 10 + i * 40, 200, 30], clip: [0, 0, 800, 600], ...node }));
      it.mirror.show(full);
      frames.count += 1;
      for (const each of frames.afterFrame) each();
    };
  });
  const show = (/** @type {any[]} */ nodes) => page.evaluate((tree) => /** @type {any} */ (window).show(tree), nodes);
  const told = () => page.evaluate(() => /** @type {any} */ (window).told.splice(0));
  return { page, show, told };
}

const main = { id: 1, role: 'main', name: 'Hall' };

test('roles, names and states are those of real elements', async () => {
  const { page, show } = await mirrorPage();
  await show([main,
    { id: 2, parent: 1, role: 'heading', level: 1, name: 'Title' },
    { id: 3, parent: 1, role: 'button', name: 'Go', pressed: 1 },
    { id: 4, parent: 1, role: 'button', name: 'No', disabled: true },
    { id: 5, parent: 1, role: 'checkbox', name: 'Agree', checked: 1 },
    { id: 6, parent: 1, role: 'list', name: 'Things' },
    { id: 7, parent: 6, role: 'listitem' },
    { id: 8, parent: 7, role: 'link', name: 'There', href: '/there' },
    { id: 9, parent: 1, role: 'table', name: 'Waits' },
    { id: 10, parent: 9, role: 'row' },
    { id: 11, parent: 10, role: 'columnheader', name: 'Service' },
    { id: 12, parent: 9, role: 'row' },
    { id: 13, parent: 12, role: 'cell', name: 'Cash' },
    { id: 14, parent: 1, role: 'progressbar', name: 'Step', now: 40 },
    { id: 15, parent: 1, role: 'textbox', name: 'Phone', type: 'tel', invalid: true, required: true, description: 'Too short' },
    { id: 16, parent: 1, role: 'combobox', name: 'Day', options: ['Mon', 'Tue'], index: 1 },
    { id: 17, parent: 1, role: 'radiogroup', name: 'Need' },
    { id: 18, parent: 17, role: 'radio', name: 'None', checked: 1 },
    { id: 19, parent: 17, role: 'radio', name: 'Elderly', checked: 0 },
    { id: 20, parent: 1, role: 'image', name: 'A face' }]);
  assert.equal(await page.locator('#mirror').ariaSnapshot(), `- main "Hall":
  - heading "Title" [level=1]
  - button "Go" [pressed]
  - button "No" [disabled]
  - checkbox "Agree" [checked]
  - text: Agree
  - list "Things":
    - listitem:
      - link "There":
        - /url: /there
  - table "Waits":
    - row "Service":
      - columnheader "Service"
    - row "Cash":
      - cell "Cash"
  - progressbar "Step"
  - text: Phone
  - textbox "Phone"
  - text: Too short Day
  - combobox "Day":
    - option "Mon"
    - option "Tue" [selected]
  - radiogroup "Need":
    - radio "None" [checked]
    - text: None
    - radio "Elderly"
    - text: Elderly
  - img "A face"`);
  const phone = page.getByLabel('Phone');
  assert.equal(await phone.getAttribute('type'), 'tel');
  assert.equal(await phone.getAttribute('aria-invalid'), 'true');
  assert.equal(await phone.getAttribute('aria-required'), 'true');
  assert.deepEqual(await phone.boundingBox(), { x: 10, y: 570, width: 200, height: 30 });
  await page.close();
});

test('presses and choices come back', async () => {
  const { page, show, told } = await mirrorPage();
  const radios = (/** @type {number} */ chosen) => [{ id: 5, parent: 1, role: 'radiogroup', name: 'Need' },
    { id: 6, parent: 5, role: 'radio', name: 'None', checked: chosen === 0 ? 1 : 0 },
    { id: 7, parent: 5, role: 'radio', name: 'Elderly', checked: chosen === 1 ? 1 : 0 }];
  await show([main, { id: 2, parent: 1, role: 'button', name: 'Go' },
    { id: 3, parent: 1, role: 'checkbox', name: 'Agree', checked: 0 },
    { id: 4, parent: 1, role: 'combobox', name: 'Day', options: ['Mon', 'Tue'], index: 0 }, ...radios(0)]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.deepEqual(await told(), [['key', 'Tab', 0], ['focused', 2], ['activate', 2]], 'Enter is not told twice, as key and as press');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByLabel('Day').selectOption('Tue');
  assert.deepEqual((await told()).filter(([what]) => what === 'activate' || what === 'choose'), [['activate', 3], ['choose', 4, 1]]);
  await show([main, { id: 2, parent: 1, role: 'button', name: 'Go' },
    { id: 3, parent: 1, role: 'checkbox', name: 'Agree', checked: 0 },
    { id: 4, parent: 1, role: 'combobox', name: 'Day', options: ['Mon', 'Tue'], index: 0 }, ...radios(0)]);
  assert.equal(await page.getByLabel('Agree').isChecked(), false, 'the program decides what is checked');
  await page.getByLabel('None').focus();
  await page.keyboard.press('ArrowDown');
  assert.deepEqual((await told()).filter(([what]) => what === 'activate'), [['activate', 7]]);
  await page.close();
});

test('an element and its focus survive when others come, go and move', async () => {
  const { page, show } = await mirrorPage();
  const a = { id: 2, parent: 1, role: 'button', name: 'A' };
  const b = { id: 3, parent: 1, role: 'button', name: 'B' };
  const c = { id: 4, parent: 1, role: 'button', name: 'C' };
  await show([main, a, b, c]);
  await page.getByRole('button', { name: 'B' }).focus();
  await page.evaluate(() => { /** @type {any} */ (window).before = document.activeElement; });
  const same = () => page.evaluate(() => document.activeElement === /** @type {any} */ (window).before);
  await show([main, { id: 9, parent: 1, role: 'paragraph', name: 'New' }, b, c, a]);
  assert.ok(await same());
  await show([main, c, a, { ...b, name: 'B2', rect: [1, 2, 3, 4] }]);
  assert.ok(await same());
  assert.deepEqual(await page.locator('#mirror button').allTextContents(), ['C', 'A', 'B2']);
  await show([main, a]);
  assert.equal(await page.locator('#mirror button').count(), 1);
  await page.close();
});

test('an element moves into a list of its own, and the rest follows in order', async () => {
  const { page, show } = await mirrorPage();
  const a = { id: 2, parent: 1, role: 'button', name: 'A' };
  const b = { id: 3, parent: 1, role: 'button', name: 'B' };
  await show([main, a, b]);
  await show([main, { id: 8, parent: 1, role: 'group', name: 'Group' }, { ...a, parent: 8 },
    { id: 9, parent: 1, role: 'button', name: 'New' }, b]);
  assert.deepEqual(await page.locator('#mirror button').allTextContents(), ['A', 'New', 'B']);
  assert.equal(await page.getByRole('group', { name: 'Group' }).getByRole('button').count(), 1);
  await show([main, a, b]);
  assert.deepEqual(await page.locator('#mirror button').allTextContents(), ['A', 'B']);
  await page.close();
});

test('behind a modal dialog everything is inert, and the focus comes back', async () => {
  const { page, show } = await mirrorPage();
  const behind = [main, { id: 2, parent: 1, role: 'button', name: 'Open' }, { id: 5, parent: 1, role: 'textbox', name: 'Name' }];
  await show(behind);
  await page.getByRole('button', { name: 'Open' }).focus();
  await show([...behind, { id: 3, role: 'dialog', name: 'Sure?', modal: true }, { id: 4, parent: 3, role: 'button', name: 'Yes' }]);
  assert.ok(await page.evaluate(() => document.activeElement?.getAttribute('role') === 'dialog'));
  assert.ok(await page.getByText('Open').evaluate((button) => button.closest('[inert]') !== null));
  assert.equal(await page.locator('[role=dialog]').evaluate((dialog) => dialog.closest('[inert]')), null);
  assert.equal(await page.locator('#w5').isVisible(), false, 'a field behind does not shine through');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Yes');
  await show(behind);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Open');
  await page.close();
});

test('what is typed is told and stays; what the program changes shows when the typing has settled', async () => {
  const { page, show, told } = await mirrorPage();
  const field = (/** @type {string} */ value) => [main, { id: 2, parent: 1, role: 'textbox', name: 'Code', value }];
  await show(field(''));
  await page.getByLabel('Code').focus();
  await page.keyboard.type('1a');
  assert.deepEqual((await told()).filter(([what]) => what === 'input'), [['input', 2, '1'], ['input', 2, '1a']]);
  await show(field('1')); // the program has seen the first key only, or takes digits alone
  assert.equal(await page.getByLabel('Code').inputValue(), '1a', 'not yet: it may not have seen the rest');
  for (let i = 0; i < 3; i += 1) await show(field('1'));
  assert.equal(await page.getByLabel('Code').inputValue(), '1', 'now it stands: digits alone');
  await page.keyboard.press('Enter');
  assert.deepEqual(await told(), [['submit', 2]]);
  await page.keyboard.press('F2');
  await page.keyboard.press('x');
  assert.deepEqual((await told()).filter(([what]) => what === 'key'), [['key', 'F2', 0]], 'letters stay in the field');
  await page.close();
});

test('a composition is never written over', async () => {
  const { page, show, told } = await mirrorPage();
  const field = (/** @type {string} */ value) => [main, { id: 2, parent: 1, role: 'textbox', name: 'Name', value }];
  await show(field(''));
  await page.getByLabel('Name').focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'wang', selectionStart: 4, selectionEnd: 4 });
  for (let i = 0; i < 6; i += 1) await show(field(''));
  assert.equal(await page.getByLabel('Name').inputValue(), 'wang');
  await session.send('Input.insertText', { text: '王' });
  assert.equal(await page.getByLabel('Name').inputValue(), '王');
  assert.deepEqual((await told()).filter(([what]) => what === 'input').at(-1), ['input', 2, '王']);
  await page.close();
});

test('a field that is scrolled away is cut off with its region', async () => {
  const { page, show } = await mirrorPage();
  await show([main, { id: 2, parent: 1, role: 'textbox', name: 'Name', rect: [10, 90, 200, 40], clip: [0, 100, 800, 400] }]);
  assert.equal(await page.locator('#w2').evaluate((field) => field.style.clipPath), 'inset(10px 0px 0px)');
  await show([main, { id: 2, parent: 1, role: 'textbox', name: 'Name', rect: [10, 20, 200, 40], clip: [0, 100, 800, 400] }]);
  assert.equal(await page.locator('#w2').evaluate((field) => getComputedStyle(field).pointerEvents), 'none');
  await page.close();
});

test('a page that cannot be downloaded says so in both languages, with a way on', async () => {
  const page = await browser.newPage();
  await page.goto(origin); // the sources, unbuilt: there is no program behind them
  const failure = page.locator('#failure');
  await failure.waitFor({ state: 'visible' });
  assert.match(await failure.innerText(), /页面没有下载完整[\s\S]*could not be downloaded/);
  assert.equal(await page.locator('#loading').count(), 0);
  const again = page.waitForEvent('framenavigated');
  await page.getByRole('button', { name: /Reload/ }).click();
  await again;
  await page.close();
});

test('a browser without WebAssembly is told so in both languages', async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => { delete (/** @type {any} */ (globalThis)).WebAssembly; });
  await page.goto(origin);
  await page.locator('#failure').waitFor({ state: 'visible' });
  assert.match(await page.locator('#failure').innerText(), /浏览器太旧[\s\S]*too old/);
  await page.close();
});

test('frames are drawn when asked for, and at no other time', async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/empty`);
  const counts = await page.evaluate(async () => {
    const { Frames } = await import('/frames.js');
    let drawn = 0;
    const frames = new Frames(() => { drawn += 1; });
    const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const seen = [];
    frames.wake();
    await pause(100);
    seen.push(drawn); // not started yet
    frames.start();
    await pause(200);
    seen.push(drawn);
    await pause(300);
    seen.push(drawn); // nothing asked
    frames.wake(3);
    frames.wake();
    await pause(300);
    seen.push(drawn);
    frames.wakeIn(0.1);
    await pause(400);
    seen.push(drawn);
    frames.wakeIn(0.1);
    frames.wakeIn(-1);
    await pause(300);
    seen.push(drawn); // called off
    return seen;
  });
  assert.deepEqual(counts, [0, 1, 1, 4, 5, 5]);
  await page.close();
});

test('a canvas that is read back scrambled is found out', async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/empty`);
  const verdicts = await page.evaluate(async () => {
    const { Glyphs } = await import('/glyphs.js');
    const honest = new Glyphs().trustworthy();
    const read = CanvasRenderingContext2D.prototype.getImageData;
    CanvasRenderingContext2D.prototype.getImageData = function (...where) {
      const picture = read.apply(this, /** @type {any} */ (where));
      for (let i = 0; i < picture.data.length; i += 1) picture.data[i] = Math.random() * 256;
      return picture;
    };
    const scrambled = new Glyphs().trustworthy();
    CanvasRenderingContext2D.prototype.getImageData = function (...where) {
      const picture = read.apply(this, /** @type {any} */ (where));
      picture.data.fill(255);
      return picture;
    };
    return [honest, scrambled, new Glyphs().trustworthy()];
  });
  assert.deepEqual(verdicts, [true, false, false]);
  await page.close();
});

test('a glyph has its ink inside its box', async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/empty`);
  const glyph = await page.evaluate(async () => {
    const { Glyphs } = await import('/glyphs.js');
    const glyphs = new Glyphs();
    const one = glyphs.glyph(0x56fd, 40, false);
    const edge = [...one.alpha].filter((_, i) => i < one.width || i >= one.alpha.length - one.width || i % one.width === 0);
    return { ...one, alpha: 0, edge: Math.max(...edge), blank: glyphs.glyph(0x20, 40, false).width,
      huge: glyphs.glyph(0x56fd, 400, true).width, spread: glyphs.advance(0x4d, 40, true) - glyphs.advance(0x69, 40, true) };
  });
  assert.ok(Math.abs(glyph.advance - 40) < 1, 'a Chinese character is as wide as it is high');
  assert.ok(glyph.width > 25 && glyph.width < 50 && glyph.height > 25 && glyph.height < 50);
  assert.ok(glyph.y < -25 && glyph.y > -45, 'above the baseline');
  assert.ok(glyph.edge < 40, 'no ink is cut off');
  assert.equal(glyph.blank, 0);
  assert.ok(glyph.huge > 250);
  assert.ok(glyph.spread > 10, 'M is wider than i');
  await page.close();
});

test('without graphics the elements are laid out by the browser and can be pressed', async () => {
  const { page, show, told } = await mirrorPage();
  await page.evaluate(() => { document.documentElement.dataset.plain = ''; });
  await show([main, { id: 2, parent: 1, role: 'heading', level: 1, name: 'Title', rect: [0, 0, 0, 0] },
    { id: 3, parent: 1, role: 'textbox', name: 'Name', rect: [0, 0, 10, 10] },
    { id: 4, parent: 1, role: 'checkbox', name: 'Agree', checked: 0, rect: [0, 0, 10, 10] },
    { id: 5, parent: 1, role: 'button', name: 'A long enough name', rect: [0, 0, 10, 10] }]);
  const boxes = await Promise.all(['h1', '#w3', '#w4', 'button'].map((what) => page.locator(`#mirror ${what}`).boundingBox()));
  for (let i = 1; i < boxes.length; i += 1) {
    const [above, below] = [boxes[i - 1], boxes[i]];
    assert.ok(above && below && above.y + above.height <= below.y, 'one below the other');
  }
  assert.ok((boxes[3]?.height ?? 0) >= 44 && (boxes[3]?.width ?? 0) > 100);
  assert.ok(await page.locator('#mirror label', { hasText: 'Name' }).isVisible());
  await page.getByLabel('Agree').click();
  await page.getByRole('button').click();
  assert.deepEqual((await told()).filter(([what]) => what === 'activate'), [['activate', 4], ['activate', 5]]);
  await page.close();
});
