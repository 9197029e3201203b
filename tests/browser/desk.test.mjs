// The desk in a real browser: a teller logs in, opens a counter and takes customers through every state; what is refused
// is said beside what was pressed; two tabs stay the same. The hall's tools for the lobby staff.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { bank, gone, inHall, shown } from './hall.mjs';
import { button, harness, logIn, patience, press, settled, type } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof import('./hall.mjs').hall>>['lobby']} */
let lobby;
inHall((opened) => { lobby = opened.lobby; }, {
  staffed: false,
  colleagues: { li: 'teller' },
  expected: /net::ERR_FAILED/, // one test holds a stream back on purpose
});

/** Takes a ticket as a customer does. @param {string} service @param {string} [need] */
async function takeTicket(service, need = 'none') {
  const now = await (await fetch(`${lobby.url}/api/now`)).json();
  const reply = await fetch(`${lobby.url}/api/commands`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      id: crypto.randomUUID(), branch: 'centre', date: now.branches[0].date,
      command: { type: 'ticket.take', data: { service, segment: 'ordinary', need, origin: 'remote' } },
    }),
  });
  const answer = await reply.json();
  assert.equal(reply.status, 200, JSON.stringify(answer));
  return answer.events[0].data.number;
}

/** Waits until a button can be pressed. @param {import('playwright-core').Locator} locator */
async function ready(locator) {
  await locator.waitFor({ state: 'attached', timeout: patience });
  await locator.page().waitForFunction((element) => !(/** @type {HTMLButtonElement} */ (element).disabled)
    && element?.getAttribute('aria-busy') !== 'true', await locator.elementHandle(), { timeout: patience });
  await settled(locator.page());
}
/** @param {import('playwright-core').Locator} locator */
async function pressReady(locator) {
  await ready(locator);
  await press(locator);
}

test('a wrong password is refused in words, the right one lets in', async () => {
  const page = await lobby.place('/desk');
  await logIn(page, 'li', 'wrong-password');
  await shown(page.getByRole('alert').filter({ hasText: /./ }));
  assert.equal(await page.getByRole('textbox', { name: '用户名' }).inputValue(), 'li');
  const password = page.getByRole('textbox', { name: '密码' });
  await type(password, 'secret-li');
  await password.press('Enter');
  await shown(page.getByRole('heading', { name: '请选择今天的窗口' }));
  await page.context().close();
});

test('a teller takes customers through every state', async (t) => {
  const page = await lobby.place('/desk');
  await logIn(page, 'li', 'secret-li');
  await t.test('opens a counter that nobody else can then open', async () => {
    await pressReady(button(page, /^1 号窗口/));
    await shown(page.getByRole('heading', { name: /^1 号窗口/, level: 1 }));
    assert.ok(await button(page, '呼叫下一位').isDisabled(), 'nobody waits yet');
  });
  await t.test('sees who is next and why, and calls', async () => {
    const number = await takeTicket('cash');
    await shown(page.getByRole('heading', { name: `${number} · 现金存取款` }));
    await pressReady(button(page, '呼叫下一位'));
    await shown(page.getByRole('status').filter({ hasText: '已呼叫' }));
    assert.ok(await page.getByText('银行卡').count() > 0, 'the papers of the service are listed');
  });
  await t.test('recalls, at most as often as the policy allows', async () => {
    await pressReady(button(page, /^再次呼叫/));
    await shown(button(page, '再次呼叫，还可以 1 次'));
    await pressReady(button(page, /^再次呼叫/));
    await shown(button(page, '再次呼叫，还可以 0 次'));
    assert.ok(await button(page, /^再次呼叫/).isDisabled());
  });
  await t.test('starts and finishes by keyboard', async () => {
    await ready(button(page, '客户已到，开始办理'));
    await page.keyboard.press('F8');
    await shown(page.getByRole('status').filter({ hasText: '办理中' }));
    await ready(button(page, '办理完毕'));
    await page.keyboard.press('F9');
    await shown(page.getByText('现在没有客户等候'));
  });
  await t.test('a call by mistake is taken back, the customer keeps the place', async () => {
    const number = await takeTicket('cash', 'elderly');
    await ready(button(page, '呼叫下一位'));
    await page.keyboard.press('F2');
    await pressReady(button(page, /^退回队列/));
    await shown(page.getByRole('heading', { name: `${number} · 现金存取款` }));
    await ready(button(page, '呼叫下一位'));
  });
  await t.test('a customer who does not come is marked only after the time', async () => {
    await pressReady(button(page, '呼叫下一位'));
    await pressReady(button(page, /^过号$/));
    await shown(page.getByText('现在没有客户等候'));
  });
  await t.test('parks with a reason and brings back', async () => {
    await takeTicket('cash');
    await pressReady(button(page, '呼叫下一位'));
    await pressReady(button(page, '客户已到，开始办理'));
    await pressReady(button(page, '挂起'));
    const dialog = page.getByRole('dialog');
    await shown(dialog);
    assert.ok(await dialog.getByRole('button', { name: '挂起' }).isDisabled(), 'a reason is needed');
    await dialog.getByRole('combobox', { name: '原因' }).selectOption('客户填写单据', { force: true });
    await settled(page);
    await pressReady(dialog.getByRole('button', { name: '挂起' }));
    await gone(dialog);
    await shown(page.getByRole('heading', { name: '挂起（1）' }));
    await pressReady(button(page, /^恢复/));
    await gone(page.getByRole('heading', { name: '挂起（1）' }));
    await pressReady(button(page, '呼叫下一位'));
    await pressReady(button(page, '客户已到，开始办理'));
  });
  await t.test('transfers to another service', async () => {
    await pressReady(button(page, '转柜'));
    const dialog = page.getByRole('dialog');
    await shown(dialog);
    await dialog.getByRole('combobox', { name: '原因' }).selectOption('要办的是另一项业务', { force: true });
    await settled(page);
    await pressReady(dialog.getByRole('button', { name: '转柜' }));
    await gone(dialog);
    await shown(page.getByText('现在没有客户等候'));
    await shown(page.getByRole('cell', { name: /开户办卡/ }));
  });
  await t.test('Escape closes a dialog and nothing is sent', async () => {
    await takeTicket('cash');
    await pressReady(button(page, '呼叫下一位'));
    await pressReady(button(page, '转柜'));
    await shown(page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    await shown(page.getByRole('status').filter({ hasText: '已呼叫' }));
  });
  await t.test('a second tab shows the same and what is done there arrives here', async () => {
    const other = await lobby.place('/desk', { context: page.context() });
    await shown(other.getByRole('status').filter({ hasText: '已呼叫' }));
    await pressReady(button(other, '客户已到，开始办理'));
    await shown(page.getByRole('status').filter({ hasText: '办理中' }));
    await pressReady(button(page, '办理完毕'));
    await shown(other.getByText('现在没有客户等候'));
    await other.close();
  });
  await t.test('the same after a reload, and in English', async () => {
    await page.reload();
    await settled(page);
    await shown(page.getByRole('heading', { name: /^1 号窗口/, level: 1 }));
    await press(button(page, 'English'));
    await shown(page.getByRole('heading', { name: /^Counter 1/, level: 1 }));
    await press(button(page, '中文'));
  });
  await t.test('pauses, resumes and closes the counter', async () => {
    await pressReady(button(page, '暂停'));
    await shown(page.getByText('窗口已暂停'));
    await pressReady(button(page, '恢复服务'));
    await gone(page.getByText('窗口已暂停'));
    await pressReady(button(page, '关窗'));
    await shown(page.getByRole('heading', { name: '请选择今天的窗口' }));
  });
  await page.context().close();
});

test('what another did first is refused in words', async () => {
  const page = await lobby.place('/desk');
  await logIn(page, 'li', 'secret-li');
  await ready(button(page, /^2 号窗口/));
  // The page must not hear of it before the press: the stream is held back.
  await page.route('**/stream*', (route) => route.abort());
  await page.reload();
  await settled(page);
  await ready(button(page, /^2 号窗口/));
  const now = await (await fetch(`${lobby.url}/api/now`)).json();
  const session = await fetch(`${lobby.url}/api/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: 'wang', password: 'secret-wang' }),
  });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0];
  const opened = await fetch(`${lobby.url}/api/commands`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify({
      id: crypto.randomUUID(), branch: 'centre', date: now.branches[0].date,
      command: { type: 'counter.open', data: { counter: '2', teller: 'wang' } },
    }),
  });
  assert.equal(opened.status, 200, await opened.text());
  await press(button(page, /^2 号窗口/));
  await shown(page.getByRole('alert').filter({ hasText: /./ }));
  await page.context().close();
});

test('the lobby staff take tickets, call out of turn and enrol a kiosk', async () => {
  const page = await lobby.place('/desk');
  await logIn(page, 'wang', 'secret-wang');
  await settled(page);
  await press(page.getByRole('radio', { name: '厅堂' }));
  await shown(page.getByRole('heading', { name: '厅堂工具' }));
  assert.match(page.url(), /\/desk\/centre\/hall$/);
  await page.getByRole('combobox', { name: '业务' }).selectOption('开户办卡', { force: true });
  await settled(page);
  await pressReady(button(page, '取号'));
  await shown(page.getByText(/已取号 C\d+/));
  const tickets = page.getByRole('combobox', { name: '号码' });
  const last = (await tickets.getByRole('option').allTextContents()).at(-1) ?? '';
  assert.match(last, /^C\d+ · 开户办卡/);
  await tickets.selectOption(last, { force: true });
  await settled(page);
  await pressReady(button(page, '叫号'));
  await shown(page.getByRole('cell', { name: /呼叫 C\d+/ }));
  await pressReady(button(page, '生成登记码'));
  const code = await page.getByRole('status').filter({ hasText: /^[A-Z2-9]{8}$/ }).first().textContent({ timeout: patience });
  const kiosk = await fetch(`${lobby.url}/api/kiosks`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code }),
  });
  assert.ok(kiosk.ok, 'the code enrols a kiosk');
  await page.goBack();
  await settled(page);
  assert.match(page.url(), /\/desk$/);
  await page.context().close();
});

test('says when the branch is shut, and when it opens', async () => {
  const page = await lobby.place('/desk/evening');
  await logIn(page, 'wang', 'secret-wang');
  await shown(page.getByRole('alert').filter({ hasText: /休息中 · 今天 20:00 开门/ }));
  await shown(page.getByText('现在不发新号'));
  await page.context().close();
});

test("a simulated teller's counter is waited for until the customer there is done", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lobby-desk-'));
  const quick = { // somebody is always being served, for less than a minute
    ...bank,
    services: bank.services.map((service) => ({ ...service, typical_minutes: 0.5, spread: 0.1 })),
    branches: [{ ...bank.branches[0], arrivals_per_hour: 500 }],
  };
  await writeFile(path.join(folder, 'bank.json'), JSON.stringify(quick));
  const demo = await harness({ arguments: ['--bank', path.join(folder, 'bank.json'), '--demo', '--data', folder] });
  try {
    const page = await demo.place('/desk');
    await logIn(page, 'teller');
    const served = button(page, /正在办理/);
    const waiting = page.getByRole('status').filter({ hasText: /由您接手/ });
    await shown(served);
    await pressReady(served.first());
    await shown(waiting);
    await press(button(page, '取消'));
    await gone(waiting);
    await shown(served);
    await pressReady(served.first());
    await page.getByRole('heading', { name: /^\d 号窗口 ·/, level: 1 }).waitFor({ state: 'attached', timeout: 120_000 });
    assert.deepEqual(demo.errors, []);
  } finally {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
