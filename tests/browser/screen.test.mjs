// The hall screen in a real browser: choose the branch, no calls yet, a call, a recall, the line, the server away.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press } from './harness.mjs';
import { inHall, shown } from './hall.mjs';

/** @type {Awaited<ReturnType<typeof import('./hall.mjs').hall>>} */
let bank;
/** @type {Awaited<ReturnType<typeof import('./hall.mjs').hall>>['lobby']} */
let lobby;
/** @type {import('playwright-core').Page} */
let page;

inHall((opened) => {
  bank = opened;
  lobby = opened.lobby;
});

/** @param {string} name */
const region = (name) => page.getByRole('region', { name });

test('the branch is chosen, and works before anything was called', async () => {
  page = await lobby.place('/screen', { size: 'hall' });
  await press(page.getByRole('button', { name: /^中心支行/ }));
  assert.equal(new URL(page.url()).pathname, '/screen/centre');
  await shown(page.getByText('还没有叫号'));
  await shown(page.getByText('没有人在等，随到随办。'));
  await shown(region('现在取号要等').getByText(/现金存取款/));
});

test('shows calls with their counters, the newest first, and who is next', async () => {
  const one = await bank.ticket();
  const two = await bank.ticket();
  const three = await bank.ticket();
  await shown(region('接下来').getByText(three.number));
  await bank.command('ticket.call_next', { counter: '1' });
  await shown(region('正在办理').getByText(one.number));
  await shown(region('正在办理').getByText('1 号窗口'));
  await shown(page.getByRole('alert').filter({ hasText: `请 ${one.number} 号到 1 号窗口` }));
  await bank.command('service.start', { ticket: one.ticket });
  await bank.command('service.finish', { ticket: one.ticket });
  await bank.command('ticket.call_next', { counter: '1' });
  await shown(region('正在办理').getByText(two.number));
  await region('正在办理').getByText(one.number).waitFor({ state: 'detached' });
});

test('its sound is switched on by hand, as browsers ask', async () => {
  await press(page.getByRole('button', { name: '打开声音' }));
  await shown(page.getByRole('button', { name: '关闭声音' }));
});

test('says since when it stands still while the server is away, and goes on by itself', async () => {
  await lobby.server?.end('SIGKILL');
  await shown(page.getByText(/网络不通，以下是 \d\d:\d\d 的情况/));
  await lobby.server?.start();
  const late = await bank.ticket();
  await shown(region('接下来').getByText(late.number));
  lobby.errors.splice(0, lobby.errors.length, ...lobby.errors.filter((error) => !/net::ERR_/.test(error)));
});

test('an unknown branch leads to the choice', async () => {
  const other = await lobby.place('/screen/nowhere', { size: 'hall', lang: 'en' });
  await shown(other.getByText('There is no such branch. Please choose again.'));
  await shown(other.getByRole('button', { name: /^Centre Branch/ }));
});
