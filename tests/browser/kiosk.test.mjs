// The kiosk in a real browser: enrolled once, gives tickets, checks in bookings typed or scanned, and goes back
// to its start when left alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, settled, type } from './harness.mjs';
import { gone, inHall, shown } from './hall.mjs';

/** @type {Awaited<ReturnType<typeof import('./hall.mjs').hall>>} */
let bank;
/** @type {Awaited<ReturnType<typeof import('./hall.mjs').hall>>['lobby']} */
let lobby;
/** @type {import('playwright-core').Page} the machine, enrolled by the first test */
let page;

inHall((opened) => {
  bank = opened;
  lobby = opened.lobby;
});

/** @param {string | RegExp} name */
const button = (name) => page.getByRole('button', { name });
/** @param {string | RegExp} name */
const heading = (name) => page.getByRole('heading', { name });
const start = () => shown(heading(/^欢迎光临中心支行/));

/** A booking of today; answers its code and link. @param {number} [days] ahead */
async function booking(days = 0) {
  const today = await bank.today();
  const date = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);
  const slot = (Math.floor(await bank.minute() / 30) + 1) * 30;
  await fetch(`${lobby.url}/api/days/centre/${date}`);
  const held = await bank.command('slot.hold', { service: 'card', slot, segment: 'ordinary', need: 'none' }, { date });
  const { code } = await bank.command('appointment.book', { appointment: held.events[0].data.appointment },
    { date, link: held.link, person: { name: '王秀英', phone: '13800138000', consent: true } });
  return { code, link: held.link, appointment: held.events[0].data.appointment };
}

test('is enrolled once, by a code that works', async () => {
  page = await lobby.place('/kiosk', { size: 'kiosk' });
  await shown(heading('登记这台取号机'));
  const field = page.getByRole('textbox', { name: '登记码' });
  await type(field, 'ABC');
  await press(button('登记'));
  await shown(page.getByText('登记码是 8 位，请再看一看。'));
  await type(field, 'AAAAAAAA');
  await press(button('登记'));
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await type(field, await bank.kioskCode());
  await press(button('登记'));
  await start();
  await page.reload();
  await settled(page);
  await start();
  assert.equal(await page.getByRole('link').count(), 0, 'no way out');
});

test('gives a ticket with a QR code, in either language, with priority when asked for', async () => {
  await press(button('English'));
  await press(button('Take a ticket'));
  await press(button(/^Do you need priority/));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Aged 65 or over' }));
  await press(button(/^Cash/));
  await shown(heading('Your number'));
  await shown(page.getByText('You are next'));
  await shown(page.getByText('You have been given priority'));
  await shown(page.getByRole('img', { name: /QR code/ }));
  const taken = (await bank.events()).filter((/** @type {any} */ event) => event.type === 'ticket.taken').at(-1);
  assert.equal(taken.data.origin, 'kiosk');
  assert.equal(taken.data.need, 'elderly');
  await shown(page.getByText(taken.data.number, { exact: true }));
  assert.equal(await page.getByRole('link').count(), 0, 'no way out');
  await press(button('Done'));
  await start();
});

test('checks in a booking by the number pad', async () => {
  const { code, appointment } = await booking();
  await press(button('我有预约'));
  for (const digit of code) await press(page.getByRole('button', { name: digit, exact: true }));
  await shown(heading('您的号码'));
  const checked = (await bank.events()).find((/** @type {any} */ event) => event.type === 'appointment.checked_in');
  assert.equal(checked?.data.appointment, appointment);
  await press(button('好了'));
  await start();
});

test('checks in a booking by a scanner that types', async () => {
  const { code } = await booking();
  await settled(page);
  await page.keyboard.type(`LOBBY:${code}`, { delay: 2 });
  await page.keyboard.press('Enter');
  await shown(heading('您的号码'));
  await press(button('好了'));
  await start();
  await settled(page);
  await page.keyboard.type(`LOBBY:${code}`, { delay: 2 });
  await page.keyboard.press('Enter');
  await shown(heading('很抱歉，没有办成'));
  await press(button('回到首页'));
  await start();
});

test('says kindly what is wrong with a code', async () => {
  await press(button('我有预约'));
  for (const digit of '12') await press(page.getByRole('button', { name: digit, exact: true }));
  await press(button('确定'));
  await shown(page.getByText('预约码是 6 位数字，请再看一看。'));
  const taken = new Set([(await booking(1)).code]);
  let free = 0;
  while (taken.has(String(free).padStart(6, '0'))) free += 1;
  await press(button('返回'));
  await press(button('我有预约'));
  for (const digit of String(free).padStart(6, '0')) await press(page.getByRole('button', { name: digit, exact: true }));
  await shown(page.getByText('没有这个预约码，请再看一看。'));
  await press(button('返回'));
  await start();
});

test('goes back to the start when left alone, unless more time is asked for', async () => {
  await press(button('English'));
  await press(button('Take a ticket'));
  await shown(page.getByRole('dialog', { name: 'Are you still there?' }));
  await press(button('I need more time'));
  await gone(page.getByRole('dialog'));
  await shown(heading('What would you like to do?'));
  await shown(page.getByRole('dialog', { name: 'Are you still there?' }));
  await start();
  assert.equal(await page.getByRole('dialog').count(), 0);
});
