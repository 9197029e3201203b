// The same person is told the same wait everywhere: on the ticket machine, the customer's phone, the desk, and by the
// server, with an agreed plan and without; and when it changes, the phone says why.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { logIn, patience, press, type } from './harness.mjs';
import { hall, shown } from './hall.mjs';

/** @type {Awaited<ReturnType<typeof hall>>} */
let place;
before(async () => {
  place = await hall();
  await place.logIn();
  await place.command('counter.open', { counter: '1', teller: 'wang' });
});
after(() => place?.stop());

/** "约 12–25 分钟" as it stands in an element's text. @param {string} text */
const rangeIn = (text) => /约 \d+–\d+ 分钟|约 \d+ 分钟|\d+ 分钟以内|马上/.exec(text)?.[0] ?? '';

/**
 * Pages refresh at the same moments of the server's clock, a little after one another: asks until they agree.
 * @param {Array<() => Promise<string>>} pages
 */
async function agree(pages) {
  const until = Date.now() + patience;
  let told = [''];
  while (Date.now() < until) {
    told = await Promise.all(pages.map((page) => page()));
    if (told[0] !== '' && told.every((one) => one === told[0])) return told[0];
    await new Promise((done) => { setTimeout(done, 200); });
  }
  assert.fail(`the pages differ: ${told.join(' | ')}`);
}

test('a ticket waits as long on the phone as at the desk, and its delay is explained', async () => {
  for (let i = 0; i < 4; ++i) await place.ticket();
  const mine = await place.ticket();
  const phone = await place.lobby.place(`/v/${mine.link}`, { size: 'phone' });
  const desk = await place.lobby.place('/desk', { size: 'desktop' });
  await logIn(desk, 'wang', 'secret-wang');
  const onPhone = async () => rangeIn(await phone.locator('#mirror').innerText());
  const atDesk = async () => {
    const text = await desk.locator('#mirror').innerText();
    const from = text.indexOf(mine.number);
    return from < 0 ? '' : rangeIn(text.slice(from));
  };
  const before = await agree([onPhone, atDesk]);
  assert.match(before, /\d+–\d+/);
  for (let i = 0; i < 3; ++i) {
    await place.command('ticket.take', { service: 'cash', segment: 'ordinary', need: 'elderly', origin: 'remote' });
  }
  await shown(phone.getByText(/等候时间比刚才长约 \d+ 分钟：前面有 \d 位优先客户/));
  assert.notEqual(await agree([onPhone, atDesk]), before);
});

/** A ticket machine, enrolled. Left alone it goes back to its start. */
async function kiosk() {
  const page = await place.lobby.place('/kiosk', { size: 'kiosk' });
  await type(page.getByRole('textbox', { name: '登记码' }), await place.kioskCode());
  await press(page.getByRole('button', { name: '登记' }));
  return page;
}

test('who comes now is told the same by the server, on the hall screen, the ticket machine and the branch page', async () => {
  const screen = await place.lobby.place('/screen/centre', { size: 'hall' });
  const page = await place.lobby.place('/b/centre', { size: 'phone' });
  const machine = await kiosk();
  const behindName = async (/** @type {import('playwright-core').Page} */ one) => {
    const text = await one.locator('#mirror').innerText();
    return rangeIn(text.slice(text.lastIndexOf('现金存取款')));
  };
  const onScreen = () => behindName(screen);
  const onPage = () => behindName(page);
  const atMachine = async () => {
    const take = machine.getByRole('button', { name: '取号' });
    if (await take.count() > 0) await press(take);
    return behindName(machine);
  };
  const byServer = async () => {
    const { branches } = await (await fetch(`${place.lobby.url}/api/now`)).json();
    const { p10, p90 } = branches[0].services[0];
    const minutes = (/** @type {number} */ seconds, /** @type {(x: number) => number} */ round) => {
      const unit = seconds > 1800 ? 300 : 60;
      return (round(seconds / unit) * unit) / 60;
    };
    return `约 ${minutes(p10, Math.floor)}–${minutes(p90, Math.ceil)} 分钟`;
  };
  const before = await agree([onScreen, onPage, atMachine, byServer]);
  const minute = await place.minute();
  await place.command('counters.plan', { shifts: [{ counter: '2', from: minute + 5, until: minute + 600 }] });
  const until = Date.now() + patience;
  while (await byServer() === before && Date.now() < until) await new Promise((done) => { setTimeout(done, 200); });
  assert.notEqual(await agree([onScreen, onPage, atMachine, byServer]), before);
});
