// The page itself, whatever it shows: language, appearance, addresses, lost network, lost graphics, broken answers,
// start without a network, and browsers without WebGL or with scrambled canvases.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, harness, patience, press, settled } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof harness>>} */
let lobby;

before(async () => { lobby = await harness(); });
after(async () => { await lobby?.stop(); });

test('language and appearance change at once, are said to the document and stay', async () => {
  const page = await lobby.place('/', { lang: 'zh' });
  const root = page.locator('html');
  assert.equal(await root.getAttribute('lang'), 'zh-CN');
  await press(button(page, 'English'));
  await page.waitForFunction(() => document.documentElement.lang === 'en', undefined, { timeout: patience });
  await settled(page);
  assert.match(await page.title(), /^[^\p{Script=Han}]/u);
  await press(button(page, 'Dark colours'));
  assert.equal(await root.getAttribute('data-theme'), 'dark');
  await press(button(page, 'Large type'));
  assert.equal(await button(page, 'Large type').getAttribute('aria-pressed'), 'true');
  await page.reload();
  await settled(page);
  assert.equal(await root.getAttribute('lang'), 'en');
  assert.equal(await root.getAttribute('data-theme'), 'dark');
  assert.equal(await button(page, 'Large type').getAttribute('aria-pressed'), 'true');
  await page.context().close();
});

test('the address decides: back, forward and reload lead where they should, also between programs', async () => {
  const page = await lobby.place('/', { lang: 'en' });
  const first = await page.getByRole('heading', { level: 1 }).textContent();
  await press(page.getByRole('listitem').first().getByRole('button'));
  const inside = new URL(page.url()).pathname;
  assert.notEqual(inside, '/');
  const second = await page.getByRole('heading', { level: 1 }).textContent();
  assert.notEqual(second, first);
  await page.goBack();
  await settled(page);
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), first);
  await page.goForward();
  await settled(page);
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), second);
  await page.reload();
  await settled(page);
  assert.equal(new URL(page.url()).pathname, inside);
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), second);
  await page.goto(`${lobby.url}/train`);
  await settled(page);
  await page.goBack();
  await settled(page);
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), second);
  await page.context().close();
});

test('nothing on the page breaks the content security policy', async () => {
  const page = await lobby.place('/', { lang: 'en' });
  const reply = await page.request.get(`${lobby.url}/`);
  const policy = reply.headers()['content-security-policy'] ?? '';
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'/);
  assert.deepEqual(lobby.errors.filter((error) => /Content Security Policy/i.test(error)), []);
  await page.context().close();
});

test('graphics that are lost and come back are drawn again', async () => {
  const page = await lobby.place('/', { lang: 'en' });
  const picture = () => page.screenshot({ clip: { x: 0, y: 0, width: 700, height: 56 } });
  const before = await picture();
  await page.evaluate(async () => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
    const lose = canvas.getContext('webgl')?.getExtension('WEBGL_lose_context');
    const back = new Promise((resolve) => canvas.addEventListener('webglcontextrestored', resolve, { once: true }));
    lose?.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 200));
    lose?.restoreContext();
    await back;
  });
  await settled(page);
  assert.ok((await picture()).equals(before));
  await page.context().close();
});

test('an answer nobody can read ends in a page that says so, in both languages, with a way on', async () => {
  const page = await lobby.place('/', { wait: false });
  await page.route('**/api/bank', (route) => route.fulfill({ contentType: 'application/json', body: '{"id": 7' }));
  await page.reload();
  await page.locator('#failure').waitFor({ state: 'visible', timeout: patience });
  assert.match(await page.locator('#failure').innerText(), /页面出错了[\s\S]*Something went wrong/);
  await page.unroute('**/api/bank');
  await button(page, /Reload/).click();
  await page.waitForLoadState();
  await settled(page);
  await page.getByRole('main').waitFor({ state: 'attached', timeout: patience });
  await page.context().close();
});

test('without WebGL the elements are the page, and a person can use it', async () => {
  const page = await lobby.place('/?webgl=off', { size: 'phone', lang: 'en' });
  const branch = page.getByRole('listitem').first().getByRole('button');
  assert.ok(await branch.isVisible());
  await branch.click(); // the element itself takes the press here
  await settled(page);
  assert.notEqual(new URL(page.url()).pathname, '/');
  await page.context().close();
});

test('the bundled font is loaded when it is asked for, and only then', async () => {
  /** @type {string[]} */
  const fonts = [];
  const context = await lobby.browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  page.on('request', (request) => { if (request.url().endsWith('.ttf')) fonts.push(request.url()); });
  await page.goto(`${lobby.url}/`);
  await settled(page);
  assert.equal(fonts.length, 0);
  const plain = await page.screenshot();
  await page.goto(`${lobby.url}/?font=bundled`);
  await settled(page);
  assert.equal(fonts.length, 1);
  assert.ok(!(await page.screenshot()).equals(plain), 'its characters look a little different');
  await context.close();
});

test('it starts without a network when it was here before', async () => {
  const context = await lobby.browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${lobby.url}/`);
  await settled(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => caches.match('/').then((kept) => kept !== undefined), undefined, { timeout: patience });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: patience });
  await page.reload(); // the bank file passes through the worker
  await settled(page);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('main').waitFor({ state: 'attached', timeout: patience });
  await page.getByText(/You are offline/).first().waitFor({ state: 'attached', timeout: patience });
  const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())
    .map((request) => new URL(request.url).pathname)))).flat());
  assert.deepEqual(kept.filter((address) => address.startsWith('/api/')), ['/api/bank'], 'no other answer is kept');
  await context.close();
});

test('when the server goes the page says so, and when it is back the page goes on', { skip: Boolean(process.env.LOBBY_URL) }, async () => {
  const page = await lobby.place('/', { lang: 'en' });
  await press(page.getByRole('listitem').nth(1).getByRole('button'));
  await lobby.server?.end('SIGKILL');
  await page.getByText(/You are offline/).first().waitFor({ state: 'attached', timeout: patience });
  await lobby.server?.start();
  await page.waitForFunction(() => !/You are offline/.test(document.getElementById('mirror')?.textContent ?? ''), undefined,
    { timeout: patience });
  await page.context().close();
});

test('whoever leafs through dates leaves connections for requests', async () => {
  const bank = await (await fetch(`${lobby.url}/api/bank`)).json();
  const branch = bank.branches.find((/** @type {any} */ one) => one.services.length > 0);
  const service = branch.services.map((/** @type {any} */ one) => one.id ?? one)[0];
  const page = await lobby.place(`/b/${branch.id}/${service}/time`, { lang: 'en', wait: false });
  /** @type {Set<import('playwright-core').Request>} */
  const open = new Set();
  const days = new Set();
  page.on('request', (request) => {
    if (!request.url().includes('/stream')) return;
    open.add(request);
    days.add(new URL(request.url()).pathname);
  });
  page.on('requestfailed', (request) => open.delete(request));
  page.on('requestfinished', (request) => open.delete(request));
  await page.reload();
  await settled(page);
  const dates = page.getByRole('region', { name: 'Day' }).getByRole('button', { disabled: false });
  const count = await dates.count();
  for (let i = 0; i < count; i += 1) {
    await press(dates.nth(i));
    await page.waitForTimeout(500);
  }
  assert.ok(days.size >= 5, `enough days were watched: ${[...days]}`);
  assert.ok(open.size >= 1 && open.size <= 3, `${open.size} streams are open`);
  assert.equal(await page.evaluate(() => fetch('/api/hello').then((reply) => reply.status)), 200);
  await page.context().close();
});

test('a demo says once, in a sentence, that its people are simulated', async () => {
  for (const [address, name] of [['/', 'customer'], ['/desk', 'desk'], ['/kiosk', 'kiosk'], ['/screen/renmin-road', 'screen']]) {
    const page = await lobby.place(address);
    const note = page.getByText(/其他客户和柜员都是程序模拟的/);
    if (name !== 'kiosk') { // an enrolled one says it at its start
      await note.first().waitFor({ state: 'attached', timeout: patience });
      await press(page.getByRole('button', { name: '知道了' }));
      await note.first().waitFor({ state: 'detached', timeout: patience });
      await page.reload();
      await settled(page);
      assert.equal(await note.count(), 0, `${name}: dismissed for good`);
    } else {
      await page.getByText(/登记码已经打印在终端里/).waitFor({ state: 'attached', timeout: patience });
    }
    await page.context().close();
  }
});
