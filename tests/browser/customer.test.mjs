// The customer's page in a real browser: booking, joining the line, the live view, changing one's mind; by role and name.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { atTop, button, compose, press, settled, type } from './harness.mjs';
import { gone, inHall, shown } from './hall.mjs';

/** @type {Awaited<ReturnType<typeof import('./hall.mjs').hall>>} */
let bank;
/** @type {Awaited<ReturnType<typeof import('./hall.mjs').hall>>['lobby']} */
let lobby;

inHall((opened) => {
  bank = opened;
  lobby = opened.lobby;
});

/** @typedef {import('playwright-core').Page} Page */
/** @param {Page} page @param {string | RegExp} name */
const heading = (page, name) => page.getByRole('heading', { name });
/** @param {Page} page */
const address = (page) => new URL(page.url()).pathname;

/**
 * From the slots to the confirmation; answers the link.
 * @param {Page} page
 * @param {number} [which] of the free slots
 */
async function book(page, which = 0) {
  await shown(button(page, /^\d\d:\d\d，人/));
  await press(button(page, /^\d\d:\d\d，人/).nth(which));
  await press(button(page, /^就约/));
  await shown(heading(page, '怎么称呼您？'));
  await compose(page.getByRole('textbox', { name: '姓名' }), 'wang xiu ying', '王秀英');
  await type(page.getByRole('textbox', { name: '手机号码' }), '138 0013 8000');
  await press(page.getByRole('checkbox', { name: /我同意/ }));
  await press(button(page, '确认预约'));
  await shown(heading(page, '您的预约'));
  return address(page).split('/')[2];
}

/** Joins the line at the centre branch; answers the link. @param {Page} page */
async function join(page) {
  await press(button(page, '现在排队'));
  await shown(heading(page, '您在排队'));
  return address(page).split('/')[2];
}

test('books a visit from the first page to the confirmation, and cancels it', async () => {
  const page = await lobby.place('/', { size: 'phone' });
  await type(page.getByRole('searchbox', { name: '查找网点' }), '中心');
  assert.equal(await page.getByRole('list', { name: '网点' }).getByRole('button').count(), 1);
  await press(button(page, /^中心支行/));
  assert.equal(address(page), '/b/centre');
  await press(button(page, /^现金存取款/));
  assert.equal(address(page), '/b/centre/cash');
  await shown(heading(page, '可以不用来网点'));

  await press(page.getByRole('checkbox', { name: /银行卡/ }));
  await page.reload();
  await settled(page);
  assert.ok(await page.getByRole('checkbox', { name: /银行卡/ }).isChecked(), 'ticks are kept on the device');

  await press(button(page, '预约时间'));
  await press(button(page, /^明天/));
  assert.match(page.url(), /\/b\/centre\/cash\/time\?date=\d{4}-\d\d-\d\d$/);
  const link = await book(page, 3);
  await shown(page.getByText('约好了'));
  await atTop(page);
  await shown(page.getByRole('img', { name: /预约码的二维码/ }));
  await shown(page.getByText(/王秀英.*138\*\*\*\*8000/));

  const calendar = await fetch(await page.getByRole('link', { name: '加到日历' }).getAttribute('href') ?? '');
  assert.match(calendar.headers.get('content-type') ?? '', /text\/calendar/);
  assert.match(await calendar.text(), /BEGIN:VEVENT/);

  await press(button(page, '取消预约'));
  await press(page.getByRole('dialog').getByRole('button', { name: '不取消' }));
  await gone(page.getByRole('dialog'));
  await press(button(page, '取消预约'));
  await press(page.getByRole('dialog').getByRole('button', { name: '取消预约' }));
  await shown(heading(page, '预约已取消'));
  await page.goto(`${lobby.url}/v/${link}`);
  await settled(page);
  await shown(heading(page, '预约已取消'));
  await page.context().close();
});

test('says what is wrong with name, phone and consent, in place', async () => {
  const page = await lobby.place('/b/centre/card/time', { size: 'desktop', lang: 'en' });
  await press(page.getByRole('region', { name: 'Day' }).getByRole('button').nth(1));
  await shown(button(page, /^\d\d:\d\d, (Quiet|Moderate|Busy)/));
  await press(button(page, /^\d\d:\d\d, (Quiet|Moderate|Busy)/).first());
  await press(button(page, /^Book /));
  await shown(heading(page, 'Who is coming?'));
  await press(button(page, 'Confirm booking'));
  const name = page.getByRole('textbox', { name: 'Name' });
  const phone = page.getByRole('textbox', { name: 'Phone number' });
  assert.equal(await name.getAttribute('aria-invalid'), 'true');
  await shown(page.getByText('Please tick the box to agree.'));
  for (const [typed, complaint] of [['1380013800', /has 11 digits; this one has 10/], ['12ab', /digits only/],
    ['0101', /area code/], ['+86', /country code/], ['5551234', /11-digit mobile number or a landline/]]) {
    await type(phone, /** @type {string} */ (typed));
    await name.focus();
    await settled(page);
    assert.match(await phone.evaluate((field) => {
      const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
      const described = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
      return `${field.getAttribute('aria-description') ?? ''} ${described}`;
    }), /** @type {RegExp} */ (complaint), String(typed));
  }
  for (const typed of ['13800138000', '010-12345678', '+44 20 7946 0000']) {
    await type(phone, typed);
    await name.focus();
    await settled(page);
    assert.notEqual(await phone.getAttribute('aria-invalid'), 'true', typed);
  }
  await page.context().close();
});

test('moves an appointment to another time and to another day; the link stays the same', async () => {
  const page = await lobby.place('/b/centre/card/time', { size: 'desktop' });
  const link = await book(page, 4);
  const before = await (await fetch(`${lobby.url}/api/visits/${link}`)).json();
  await press(button(page, '改时间'));
  await shown(button(page, /^\d\d:\d\d，人/));
  await press(button(page, /^\d\d:\d\d，人/).nth(7));
  await press(button(page, /^改到/));
  await shown(page.getByText('改好了'));
  const same = await (await fetch(`${lobby.url}/api/visits/${link}`)).json();
  assert.equal(same.appointment, before.appointment);

  await press(button(page, '改时间'));
  await press(button(page, /^明天/));
  await shown(button(page, /^\d\d:\d\d，人/));
  await press(button(page, /^\d\d:\d\d，人/).nth(2));
  await press(button(page, /^改到/));
  await shown(page.getByText('改好了'));
  const next = await (await fetch(`${lobby.url}/api/visits/${link}`)).json();
  assert.ok(next.date > before.date, `${next.date} after ${before.date}`);
  assert.equal(address(page), `/v/${link}`);
  await page.context().close();
});

test('back, forward and reload keep the place', async () => {
  const page = await lobby.place('/', { size: 'phone' });
  await press(button(page, /^中心支行/));
  await press(button(page, /^开户办卡/));
  await press(button(page, '预约时间'));
  assert.equal(address(page), '/b/centre/card/time');
  await page.goBack();
  await settled(page);
  assert.equal(address(page), '/b/centre/card');
  await shown(heading(page, '开户办卡'));
  await page.goBack();
  await settled(page);
  await shown(heading(page, '中心支行'));
  await page.goForward();
  await settled(page);
  await shown(heading(page, '开户办卡'));
  await page.reload();
  await settled(page);
  await shown(heading(page, '开户办卡'));
  assert.match(await page.title(), /开户办卡/);
  await page.context().close();
});

test('joins the line, is called, served, and rates', async () => {
  const first = await bank.ticket();
  const page = await lobby.place('/b/centre/cash', { size: 'phone' });
  const link = await join(page);
  await shown(page.getByText('前面还有 1 位'));
  const { ticket } = await (await fetch(`${lobby.url}/api/visits/${link}`)).json();

  await bank.command('ticket.call_next', { counter: '1' });
  await bank.command('service.start', { ticket: first.ticket });
  await shown(page.getByText('下一位就是您'));
  await bank.command('service.finish', { ticket: first.ticket });
  await bank.command('ticket.call_next', { counter: '1' });
  await shown(heading(page, /^请 A\d{3} 号办理$/));
  await shown(page.getByText('请到 1 号窗口', { exact: true }));
  await bank.command('service.start', { ticket });
  await shown(heading(page, '正在为您办理'));
  await bank.command('service.finish', { ticket });
  await shown(heading(page, '办好了，谢谢您'));

  await press(page.getByRole('radio').nth(3));
  await press(button(page, '提交评价'));
  await shown(heading(page, '谢谢您的评价'));
  const rated = (await bank.events()).find((/** @type {any} */ event) => event.type === 'ticket.rated');
  assert.deepEqual(rated?.data, { ticket, stars: 4 });
  await page.reload();
  await settled(page);
  await shown(heading(page, '谢谢您的评价'));
  await page.context().close();
});

test('leaves the line after a question', async () => {
  const page = await lobby.place('/b/centre/cash', { size: 'phone' });
  await join(page);
  await press(button(page, '不等了，退出排队'));
  await page.keyboard.press('Escape');
  await gone(page.getByRole('dialog'));
  await press(button(page, '不等了，退出排队'));
  await press(page.getByRole('dialog').getByRole('button', { name: '退出排队' }));
  await shown(heading(page, '您已退出排队'));
  await page.context().close();
});

test('is told when the call was missed', async () => {
  const page = await lobby.place('/b/centre/cash', { size: 'phone' });
  const link = await join(page);
  const { ticket } = await (await fetch(`${lobby.url}/api/visits/${link}`)).json();
  await bank.command('ticket.call', { counter: '1', ticket });
  await shown(page.getByText('请到 1 号窗口', { exact: true }));
  await new Promise((resolve) => { setTimeout(resolve, 1500); });
  await bank.command('ticket.no_show', { ticket });
  await shown(heading(page, '叫号时没有等到您'));
  await bank.command('ticket.return', { ticket });
  await shown(heading(page, '您在排队'));
  await bank.command('ticket.leave', { ticket });
  await page.context().close();
});

test('checks in from the phone when the time has come', async () => {
  const page = await lobby.place('/b/centre/cash/time', { size: 'phone' });
  await book(page);
  await press(button(page, '我到了，签到取号'));
  await shown(heading(page, '您在排队'));
  await press(button(page, '不等了，退出排队'));
  await press(page.getByRole('dialog').getByRole('button', { name: '退出排队' }));
  await shown(heading(page, '您已退出排队'));
  await page.context().close();
});

test('the code on the confirmation can be scanned', async () => {
  const page = await lobby.place('/b/centre/card/time', { size: 'desktop' });
  await press(button(page, /^明天/));
  const link = await book(page, 6);
  const code = page.getByRole('img', { name: /二维码/ });
  await shown(code);
  await code.scrollIntoViewIfNeeded();
  await settled(page);
  const folder = await mkdtemp(path.join(tmpdir(), 'lobby-qr-'));
  const file = path.join(folder, 'page.png');
  await writeFile(file, await page.screenshot());
  const read = execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8' }).trim();
  await rm(folder, { recursive: true });
  const visit = await (await fetch(`${lobby.url}/api/visits/${link}`)).json();
  assert.equal(read, `LOBBY:${visit.code}`);
  await page.context().close();
});

test('a server that restarts while somebody watches: the page says so, comes back and misses nothing', async () => {
  const page = await lobby.place('/b/centre/cash', { size: 'phone' });
  const link = await join(page);
  const { ticket } = await (await fetch(`${lobby.url}/api/visits/${link}`)).json();
  await lobby.server?.end('SIGKILL');
  await shown(page.getByText(/网络不通|离线/));
  await shown(page.getByText(/^A\d{3}$/));
  await lobby.server?.start();
  await bank.command('ticket.call', { counter: '1', ticket });
  await shown(page.getByText('请到 1 号窗口', { exact: true }));
  await bank.command('service.start', { ticket });
  await bank.command('service.finish', { ticket });
  await shown(heading(page, '办好了，谢谢您'));
  lobby.errors.splice(0, lobby.errors.length,
    ...lobby.errors.filter((error) => !/net::ERR_/.test(error)));
  await page.context().close();
});

test('a hold that runs out is handled kindly', async () => {
  const page = await lobby.place('/b/hasty/cash/time', { size: 'phone' });
  await press(button(page, /^明天/));
  await shown(button(page, /^\d\d:\d\d，人/));
  await press(button(page, /^\d\d:\d\d，人/).nth(1));
  await press(button(page, /^就约/));
  await shown(page.getByText('留的时间到了'));
  await press(button(page, '重新选时间'));
  await shown(heading(page, '选个时间'));
  await page.context().close();
});

test('says why the line cannot be joined', async () => {
  const page = await lobby.place('/b/hasty/cash', { size: 'phone' });
  await shown(page.getByText(/要到现场取号/));
  assert.ok(await button(page, '现在排队').isDisabled());
  for (const [branch, why] of /** @type {const} */ ([['closed', /^休息中。现在不能排队/],
    ['evening', /^休息中 · 今天 20:00 开门。现在不能排队/]])) {
    await page.goto(`${lobby.url}/b/${branch}/cash`);
    await settled(page);
    await shown(page.getByText(why));
  }
  assert.ok(await button(page, '现在排队').isDisabled());
  await page.context().close();
});

test('bad addresses and links end in a clear page with a way on', async () => {
  const page = await lobby.place('/v/no-such-link-at-all', { size: 'phone', lang: 'en' });
  await shown(heading(page, 'We cannot find this visit'));
  await press(button(page, 'Choose a branch'));
  await shown(heading(page, 'Which branch would you like to visit?'));
  for (const wrong of ['/b/nowhere', '/b/centre/nothing', '/b/centre/cash/what']) {
    await page.goto(lobby.url + wrong);
    await settled(page);
    await shown(heading(page, 'There is no such page'));
  }
  await page.context().close();
});

test('works with the keyboard alone', async () => {
  const page = await lobby.place('/', { size: 'desktop', lang: 'en' });
  /** Presses Tab until the named widget has the focus. @param {RegExp} name */
  const tabTo = async (name) => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab');
      const named = await page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute('aria-label') || element?.textContent || '';
      });
      if (name.test(named)) return;
    }
    assert.fail(`the focus never reached ${name}`);
  };
  await tabTo(/^Centre Branch/);
  await page.keyboard.press('Enter');
  await settled(page);
  await tabTo(/^Cash/);
  await page.keyboard.press('Enter');
  await settled(page);
  await tabTo(/^Join the line/);
  await page.keyboard.press('Enter');
  await shown(heading(page, 'You are in the line'));
  await tabTo(/^Leave the line/);
  await page.keyboard.press('Enter');
  await shown(page.getByRole('dialog'));
  await tabTo(/^Leave the line/);
  await page.keyboard.press('Enter');
  await shown(heading(page, 'You have left the line'));
  await page.context().close();
});
