// The manager's page in a real browser: logs in, sees the branch, asks what one more counter would do, sees plan, floor
// plan and the plots' figures; a branch that is closed and one without a past say so; both languages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gone, hall, shown } from './hall.mjs';
import { patience, press, settled, type } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof hall>>} */
let our;

before(async () => {
  our = await hall({ li: 'teller' });
  await our.logIn();
  await our.command('counter.open', { counter: '1', teller: 'wang' });
});

after(async () => {
  await our?.stop();
  assert.deepEqual(our?.lobby.errors ?? [], []);
});

/** @param {string} address @param {object} [options] */
async function manager(address, options = {}) {
  const lang = address.endsWith('zh') ? 'zh' : 'en';
  const page = await our.lobby.place(address, { lang, ...options });
  await shown(page.getByRole('textbox', { name: /用户名|User/ }));
  await type(page.getByRole('textbox', { name: /用户名|User/ }), 'wang');
  await type(page.getByRole('textbox', { name: /密码|Password/ }), 'secret-wang');
  await press(page.getByRole('button', { name: /登录|Log in/ }));
  await shown(page.getByRole('heading', { level: 1, name: /网点管理|Managing/ }));
  return page;
}

/** @param {import('playwright-core').Page} page @param {string} label @param {RegExp} option */
async function choose(page, label, option) {
  const list = page.getByRole('combobox', { name: label });
  await shown(list);
  const index = await list.locator('option').evaluateAll(
    (all, text) => all.findIndex((one) => new RegExp(text).test(one.textContent ?? '')), option.source);
  assert.ok(index >= 0, `${label}: no ${option}`);
  await list.selectOption({ index });
}

test('what is now, what would help, and what if', async () => {
  for (let i = 0; i < 12; i += 1) await our.ticket('cash');
  const page = await manager('/manage/centre?lang=en');
  await shown(page.getByText('People waiting'));
  await shown(page.getByText(/Those who come now can expect a mean wait beyond the target/));
  const help = page.getByRole('list', { name: 'Worth considering' });
  await shown(help.getByText(/Open Counter 2 now for/));
  const answer = await help.getByText(/Wait .* → /).first().textContent({ timeout: patience });
  const [, from, to] = /Wait (\d+ min|over 3 hours) → (\d+) min/.exec(answer ?? '') ?? [];
  assert.ok(Number(to) < (from === 'over 3 hours' ? 180 : Number.parseInt(from, 10)), `opening one helps: ${answer}`);

  // A suggestion is tried out at one press: the question asks it, and the focus is where it can be varied.
  await press(help.getByRole('button', { name: /Try it: Open Counter 2 now for/ }));
  await shown(page.getByText(/Open Counter 2 now for \d+ min: Wait .+ → \d+ min/));
  await page.waitForFunction(() => document.activeElement?.textContent === 'Show the effect', undefined, { timeout: patience });

  await choose(page, 'Which counter', /Counter 2/);
  await choose(page, 'For how long', /120/);
  await press(page.getByRole('button', { name: 'Show the effect' }));
  await shown(page.getByText(/Open Counter 2 now for 120 min: Wait .+ → \d+ min/));
  await choose(page, 'What to change', /Close/);
  await choose(page, 'Which counter', /Counter 1/);
  await press(page.getByRole('button', { name: 'Show the effect' }));
  const told = page.getByText(/Close Counter 1 now: Wait .+ → .+/);
  await shown(told);
  // Another branch, and back: what was asked of one is not said of the other, nor said again.
  await choose(page, 'Branch', /Hasty/);
  await shown(page.getByRole('heading', { level: 1, name: 'Managing Hasty Branch' }));
  await gone(told);
  await choose(page, 'Branch', /Centre/);
  await shown(page.getByRole('heading', { level: 1, name: 'Managing Centre Branch' }));
  assert.equal(await told.count(), 0);
});

/** What has the keyboard focus, in words. @param {import('playwright-core').Page} page */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  return (element instanceof HTMLInputElement ? element.labels?.[0] : element)?.textContent ?? '';
});

/** Goes on with one key until what has the focus is called so. @param {import('playwright-core').Page} page @param {RegExp} name */
async function keyTo(page, name, key = 'Tab') {
  for (let i = 0; i < 40 && !name.test(await focused(page)); i += 1) {
    await page.keyboard.press(key);
    await settled(page);
  }
  assert.match(await focused(page), name);
}

test('by keyboard alone: a suggestion is tried, agreed on, undone and done again, and the other views looked at', async () => {
  const page = await manager('/manage/centre?lang=en');
  await shown(page.getByRole('button', { name: /Try it: Open Counter 2 now for/ }));
  /** @param {RegExp} name */
  const focus = (name) => page.waitForFunction((text) => new RegExp(text).test(document.activeElement?.textContent ?? ''),
    name.source, { timeout: patience });
  await keyTo(page, /^Try it: Open Counter 2 now for/);
  await page.keyboard.press('Enter');
  await focus(/^Show the effect$/);
  await keyTo(page, /^Add to the plan$/);
  await page.keyboard.press('Enter');
  await focus(/^Undo$/);
  const { shifts } = (await our.events()).filter((/** @type {{type: string}} */ one) => one.type === 'counters.planned').at(-1).data;
  assert.deepEqual(shifts.map((/** @type {{counter: string}} */ one) => one.counter), ['2']);
  await page.keyboard.press('Enter');
  await focus(/^Redo$/);
  await page.keyboard.press('Enter');
  await focus(/^Undo$/);
  await page.keyboard.press('Enter');
  await focus(/^Redo$/);
  const checked = () => page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { checked: true });
  await keyTo(page, /^Now$/, 'Shift+Tab');
  for (const [view, what] of [['Plan', 'Add to the plan'], ['Positions', 'Where'], ['Record', 'Show the figures']]) {
    await page.keyboard.press('ArrowRight');
    await shown(page.getByRole('radio', { name: view, checked: true }));
    await shown(page.getByRole(what === 'Where' ? 'combobox' : 'button', { name: what }));
    assert.equal(await checked().count(), 1);
  }
  await keyTo(page, /^Show the figures$/);
  await page.keyboard.press('Enter');
  await shown(page.getByRole('table', { name: 'Waits today (minutes)' }));
});

test('the plan of today and of the coming days, in Chinese', async () => {
  const page = await manager('/manage/centre/plan?lang=zh');
  await shown(page.getByRole('heading', { name: '今天的排班' }));
  const table = page.getByRole('table', { name: '每半小时需要的窗口' });
  await shown(table.getByText(/现在/));
  assert.ok(await table.getByRole('row').count() > 5);
  await shown(page.getByText(/预计 \d+ 位客户，共需/));
  await shown(page.getByRole('heading', { name: '未来七天' }));
  await shown(page.getByRole('button', { name: '每半小时明细' }));
});

test('the manager chooses how long most may wait: the plan is made anew by it, and the device keeps it', async () => {
  const page = await manager('/manage/centre/plan?lang=en');
  const suggested = page.getByRole('region', { name: 'Suggested plan for today' });
  const limit = suggested.getByRole('radiogroup', { name: '90% of customers wait at most' });
  await shown(limit.getByRole('radio', { name: '20 min', checked: true }));
  await shown(suggested.getByText(/90% of customers within 20 minutes/));
  await press(limit.getByRole('radio', { name: '40 min' }));
  await shown(suggested.getByText(/90% of customers within 40 minutes/));
  await shown(suggested.getByRole('button', { name: 'Agree on this plan', disabled: false }));
  await page.reload();
  await shown(limit.getByRole('radio', { name: '40 min', checked: true }));
  await page.context().close();
});

/** @param {number} minute of the day, as the pages write it */
const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

test('the manager agrees on an opening: the customer waits less and reads why, the teller sees it; and it is undone', async () => {
  for (let i = 0; i < 8; i += 1) await our.ticket('cash');
  const mine = await our.ticket('cash');
  const phone = await our.lobby.place(`/v/${mine.link}`, { size: 'phone', lang: 'en' });
  const range = async () => /about \d+–\d+ min/.exec(await phone.locator('#mirror').innerText())?.[0] ?? '';
  const before = await range();
  assert.notEqual(before, '');

  const page = await manager('/manage/centre/plan?lang=en');
  const agreed = page.getByRole('region', { name: 'Counters agreed for today' });
  await shown(agreed.getByText('Nothing is agreed for the rest of the day.'));
  await choose(page, 'Counter', /Counter 2/);
  // The times to choose from move on every quarter of an hour: not while one is being chosen.
  while (await our.minute() % 15 === 14) await new Promise((done) => { setTimeout(done, 1000); });
  const from = await page.getByRole('combobox', { name: 'From' }).evaluate(
    (list) => list instanceof HTMLSelectElement && list.options[2]?.text);
  assert.ok(from, 'half an hour from now can be chosen');
  await page.getByRole('combobox', { name: 'From' }).selectOption({ index: 2 });
  assert.equal(from, clock((Math.floor(await our.minute() / 15) + 2) * 15));
  await press(page.getByRole('button', { name: 'Add to the plan' }));
  await shown(agreed.getByText(new RegExp(`Counter 2, ${from}–`)));
  await shown(agreed.getByText('Still to come'));

  await shown(phone.getByText(new RegExp(`About \\d+ min shorter than before: counter 2 will open at ${from}`)));
  assert.notEqual(await range(), before);

  const desk = await our.lobby.place('/desk', { lang: 'en' });
  await type(desk.getByRole('textbox', { name: 'User' }), 'li');
  await type(desk.getByRole('textbox', { name: 'Password' }), 'secret-li');
  await press(desk.getByRole('button', { name: 'Log in' }));
  await shown(desk.getByRole('button', { name: new RegExp(`Counter 2[^]*On the plan: ${from}–`) }));

  await press(page.getByRole('button', { name: 'Show the figures' }).first());
  const table = page.getByRole('table', { name: /when it really was open/ });
  await shown(table.getByRole('row').filter({ hasText: 'Counter 2' }).filter({ hasText: `${from}–` }));
  const opening = page.getByRole('group', { name: 'Add an opening' });
  await press(opening.getByRole('button', { name: 'Undo' }));
  await shown(opening.getByText('Undone. Every wait shown follows.'));
  await shown(agreed.getByText('Nothing is agreed for the rest of the day.'));
  await shown(phone.getByText(new RegExp(`counter 2 is not opening at ${from} as planned`)));
  await press(opening.getByRole('button', { name: 'Redo', disabled: false }));
  await shown(opening.getByText('Changed. Every wait shown follows.'));
  await shown(agreed.getByText(new RegExp(`Counter 2, ${from}–`)));
  await press(opening.getByRole('button', { name: 'Undo', disabled: false }));
  await shown(agreed.getByText('Nothing is agreed for the rest of the day.'));
});

test('the suggested plan is agreed on as a whole, an opening taken off again, bad times refused in words', async () => {
  const page = await manager('/manage/centre/plan?lang=en');
  const agreed = page.getByRole('region', { name: 'Counters agreed for today' });
  const suggested = page.getByRole('region', { name: 'Suggested plan for today' });
  await press(suggested.getByRole('button', { name: 'Agree on this plan', disabled: false }));
  await shown(suggested.getByText('This plan is agreed'));
  const { shifts } = (await our.events()).filter((/** @type {{type: string}} */ one) => one.type === 'counters.planned').at(-1).data;
  assert.ok(shifts.length > 0);
  await shown(agreed.getByText(`Counter ${shifts[0].counter}, ${clock(shifts[0].from)}–`));
  // What came of it is told where it was pressed, and can be taken back and done again there.
  await press(suggested.getByRole('button', { name: 'Undo', disabled: false }));
  await shown(suggested.getByRole('button', { name: 'Agree on this plan', disabled: false }));
  await press(suggested.getByRole('button', { name: 'Redo', disabled: false }));
  await shown(suggested.getByText('This plan is agreed'));
  // The same counter at the same time once more: refused, and what was chosen stays to be mended.
  const opening = page.getByRole('group', { name: 'Add an opening' });
  await choose(page, 'Counter', new RegExp(`Counter ${shifts[0].counter} `));
  await opening.getByRole('combobox', { name: 'Until' }).selectOption({ index: 1 });
  const times = () => Promise.all(['From', 'Until'].map((name) => opening.getByRole('combobox', { name })
    .evaluate((list) => list instanceof HTMLSelectElement && list.selectedOptions[0].text)));
  const chosen = await times();
  await press(opening.getByRole('button', { name: 'Add to the plan' }));
  await shown(opening.getByText(/Two openings of one counter overlap/));
  assert.deepEqual(await times(), chosen);
  await press(page.getByRole('button', { name: new RegExp(`Remove Counter ${shifts[0].counter}, `) }).first());
  // The second change in a row can be undone as well, and the keyboard is where that is done.
  await shown(page.getByRole('button', { name: 'Undo' }));
  await page.waitForFunction(() => document.activeElement?.textContent === 'Undo', undefined, { timeout: patience });
  await shown(suggested.getByRole('button', { name: 'Agree on this plan', disabled: false }));
  // Tomorrow's, too.
  const coming = page.getByRole('region', { name: 'The next seven days' });
  await press(coming.getByRole('button', { name: 'Agree on this plan', disabled: false }).first());
  await shown(coming.getByText('This plan is agreed'));
});

test('positions: a teller leaves the counter to fill in, and goes back to it', async () => {
  await our.logIn('li');
  await our.command('counter.open', { counter: '2', teller: 'li' });
  const page = await manager('/manage/centre/positions?lang=en');
  const wanted = page.getByText('Position 1, greeting and tickets, is empty: 员工 li can fill in, from Position 4, advice counters.');
  await shown(wanted);
  await press(page.getByRole('button', { name: 'li has moved there' }).first());
  await shown(page.getByText('员工 li is now at: Position 1, greeting and tickets.'));
  await shown(page.getByRole('row').filter({ hasText: 'greeting and tickets' }).getByText('员工 li', { exact: true }));
  await shown(page.getByRole('img', { name: /Position 1, greeting and tickets: 员工 li\. .*Position 4, advice counters: empty/ }));
  // The button went with what it did: the keyboard is at the way back.
  await page.waitForFunction(() => document.activeElement?.textContent === 'Undo', undefined, { timeout: patience });
  await page.keyboard.press('Enter');
  await shown(wanted);
  await shown(page.getByRole('img', { name: /Position 4, advice counters: 员工 li/ }));
  await our.command('counter.close', { counter: '2' });
  await our.logIn();
});

test('positions: who fills in, and everybody sees it', async () => {
  const page = await manager('/manage/centre/positions?lang=zh');
  await shown(page.getByText(/1 号岗 迎宾取号空缺，(且无人可补|可补位：)/));
  const places = page.getByRole('combobox', { name: '在哪里' });
  await shown(places);
  assert.deepEqual(await places.locator('option').allTextContents(), ['1 号岗 迎宾取号', '2 号岗 自助服务', '3 号岗 填单等候',
    '4 号岗 低柜', '5 号岗 高柜', '机动：支行负责人', '机动：弹性柜员', '今天不在'], 'those of this hall');
  await type(page.getByRole('textbox', { name: '姓名' }), '赵静');
  await choose(page, '在哪里', /3 号岗/);
  await press(page.getByRole('button', { name: '确定' }));
  await shown(page.getByText('已安排赵静：3 号岗 填单等候。'));
  await shown(page.getByText(/1 号岗 迎宾取号空缺，可补位：赵静（3 号岗 填单等候）/));
  const other = await manager('/manage/centre/positions?lang=en');
  await shown(other.getByRole('row').filter({ hasText: '赵静' }));
  await press(page.getByRole('button', { name: '已补位：赵静' }));
  await shown(other.getByRole('img', { name: /Position 1, greeting and tickets: 赵静/ }));
});

test('the record: plots have their figures as tables', async () => {
  const page = await manager('/manage/centre/record?lang=en');
  await shown(page.getByRole('heading', { name: 'Customers today' }));
  await shown(page.getByRole('img', { name: /have come so far/ }));
  await press(page.getByRole('button', { name: 'Show the figures' }).first());
  const table = page.getByRole('table', { name: 'Waits today (minutes)' });
  await shown(table);
  assert.ok(await table.getByRole('row').count() > 10);
  await shown(page.getByText('No past days yet'));
  await shown(page.getByText('No waits to check yet'));
});

test('when the history cannot be had the plan page says so, and does not look as if a plan were on its way', async () => {
  const page = await manager('/manage/centre/plan?lang=en');
  await page.route('**/history', (route) => route.fulfill({ status: 503, body: '{}' }));
  await page.reload();
  await shown(page.getByRole('alert').filter({ hasText: "The branch's history could not be loaded" }));
  await shown(page.getByRole('group', { name: 'Add an opening' }));
  assert.equal(await page.getByRole('heading', { name: 'Suggested plan for today' }).count(), 0);
  our.lobby.errors.splice(0, our.lobby.errors.length, ...our.lobby.errors.filter((error) => !/status of 503/.test(error)));
});

test('a branch that is closed says so everywhere', async () => {
  const page = await manager('/manage/closed?lang=en');
  await shown(page.getByText('The branch is closed today'));
  await press(page.getByRole('radio', { name: 'Plan' }));
  await shown(page.getByText('The branch is closed today'));
  await press(page.getByRole('radio', { name: 'Positions' }));
  await shown(page.getByRole('status').filter({ hasText: 'The branch is closed today' }));
  await shown(page.getByRole('table', { name: 'Who stands where' }));
  assert.equal(await page.getByText(/nobody can fill in/).count(), 0, 'nobody is missed at the door');
  await press(page.getByRole('radio', { name: 'Record' }));
  await shown(page.getByText('The branch is closed today'));
});
