// Courses and those who look after them, in a real browser: what is due, an examination up to its printed certificate,
// the map of what is missed down to one attempt, courses assigned and withdrawn, the machine overruled and how often
// people agree with it, the learning record store; and what axe-core says of each page in both languages.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { objections } from './axe.mjs';
import { button, harness, logIn, patience, press, root, settled, shown, type } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof harness>>} */
let lobby;

before(async () => {
  lobby = await harness();
});

after(async () => {
  await lobby?.stop();
  assert.deepEqual(lobby?.errors ?? [], []);
});

/** A role-play as the page would send it, said by the core. @param {string} scenario @param {'SAID' | 'RUDE'} said */
function played(scenario, said, mode = 'practice') {
  const code = `import json, roleplay; print(json.dumps(roleplay.played(7, ${JSON.stringify(scenario)}, roleplay.${said}, mode=${JSON.stringify(mode)})))`;
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', code], {
    cwd: path.join(root, 'tests/server'), env: { ...process.env, PYTHONPATH: root }, encoding: 'utf8',
  }));
}

/** What an account asks of the server beside the page. @param {string} user */
async function client(user) {
  const call = async (/** @type {string} */ method, /** @type {string} */ address, /** @type {unknown} */ body, cookie = '') => {
    const reply = await fetch(`${lobby.url}${address}`, {
      method, headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: lobby.url },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    assert.ok(reply.status < 300, `${method} ${address}: ${reply.status}`);
    return { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '', json: await reply.json() };
  };
  const { cookie } = await call('POST', '/api/session', { user, password: `demo-${user}` });
  return {
    get: async (/** @type {string} */ address) => (await call('GET', address, undefined, cookie)).json,
    post: async (/** @type {string} */ address, /** @type {unknown} */ body) => (await call('POST', address, body, cookie)).json,
  };
}

/** @param {import('playwright-core').Page} page @param {string} address */
async function goTo(page, address) {
  await page.goto(`${lobby.url}${address}`);
  await settled(page);
}

test('an examination from its beginning to the printed certificate', async (t) => {
  const page = await lobby.place('/train', { size: 'phone' });
  await logIn(page, 'teller');
  const teller = await client('teller');
  const trainer = await client('trainer');
  await t.test('the trainer begins with what is due, the courses with what one may begin', async () => {
    await shown(page.getByRole('group', { name: '今天要做' }));
    await press(page.getByRole('link', { name: '查看课程' }));
    await shown(page.getByRole('heading', { name: '课程', level: 1 }));
    await shown(page.getByText('还没有课程'));
    await shown(page.getByText(/练习几次后/));
    assert.equal(await button(page, /^总览|培训总览/).count(), 0, 'a teller looks after nobody');
  });
  await t.test('the morning drill of somebody new does not claim to know what they miss', async () => {
    await goTo(page, '/train/courses/morning');
    await shown(page.getByText(/随机挑选/));
    assert.equal(await page.getByText(/^三个小练习，约五分钟，按您最常漏掉的地方/).count(), 0);
    await goTo(page, '/train/courses');
  });
  await t.test('it has its scenes, its rules and no hints', async () => {
    await press(button(page, /^考试/));
    await page.waitForURL(/\/train\/courses\/[\w-]{8,}$/, { timeout: patience });
    await settled(page);
    await shown(page.getByRole('heading', { name: '考试', level: 1 }));
    await shown(page.getByText(/以第一次的成绩为准/));
    const steps = page.getByRole('list', { name: '步骤' }).getByRole('button');
    assert.ok(await steps.count() >= 1);
    await press(steps.first());
    assert.match(page.url(), /\?mode=exam$/);
    await page.goBack();
    await settled(page);
  });
  await t.test('a course that is running cannot be begun again, and is due today on the first page', async () => {
    await goTo(page, '/train/courses');
    const mine = page.getByRole('list', { name: '我的课程' });
    await shown(mine.getByRole('button', { name: /^考试/ }));
    assert.equal(await button(page, /^考试/).count(), 1 + 0);
    await goTo(page, '/train');
    await shown(page.getByRole('group', { name: '今天要做' }).getByRole('list', { name: '今天要做' }).getByRole('button'));
  });
  await t.test('played and reviewed it is complete, and the certificate is taken and printed', async () => {
    const { courses } = await teller.get('/api/training/courses');
    for (const step of courses[0].steps) {
      const { attempt, report } = await teller.post('/api/training/attempts', played(step.scenario, 'SAID', 'exam'));
      for (const check of report.checks.filter((/** @type {any} */ one) => one.result !== 'not_applicable')) {
        await trainer.post(`/api/training/attempts/${attempt}/reviews`, { check: check.id, result: 'met', reason: '说得到位' });
      }
    }
    await goTo(page, `/train/courses/${courses[0].id}`);
    await press(button(page, '领取证书'));
    await page.waitForURL(/\/train\/certificates\/\d+$/, { timeout: patience });
    await settled(page);
    await shown(page.getByRole('group', { name: '结业证书' }).getByText(/李敏/));
    await page.evaluate(() => {
      const state = /** @type {any} */ (window);
      window.print = () => { state.printed = document.getElementById('paper')?.textContent; };
    });
    await press(button(page, '打印'));
    await page.waitForFunction(() => /** @type {any} */ (window).printed !== undefined);
    const paper = await page.evaluate(() => /** @type {any} */ (window).printed);
    assert.match(paper, /李敏[^]*考试/);
  });
  await t.test('what one misses most is listed, and the certificate stays', async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await teller.post('/api/training/attempts', played('elderly-papers', 'RUDE'));
    await goTo(page, '/train/courses');
    await shown(page.getByRole('list', { name: '我最常漏掉的' }));
    await shown(page.getByRole('list', { name: '证书' }).getByRole('button', { name: /考试/ }));
  });
  await page.context().close();
});

test('a course is begun and given up', async () => {
  const page = await lobby.place('/train/courses', { lang: 'en' });
  await logIn(page, 'lobby');
  await press(button(page, /^Newcomer/));
  await page.waitForURL(/\/train\/courses\/[\w-]{8,}$/, { timeout: patience });
  await settled(page);
  await shown(page.getByRole('heading', { name: 'Week 1', level: 3 }));
  await press(button(page, 'Give this course up'));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Give this course up' }));
  await page.waitForURL(/\/train\/courses$/, { timeout: patience });
  await settled(page);
  await shown(page.getByText('No courses yet'));
  await page.context().close();
});

test('the overview: from the map to one attempt, filters, CSV, courses assigned and withdrawn', async (t) => {
  const page = await lobby.place('/train', {});
  await logIn(page, 'trainer');
  await press(button(page, '培训总览'));
  const table = page.getByRole('table', { name: '哪些没有做到' });
  await t.test('a table of figures, what is missed most first, by keyboard as well', async () => {
    await shown(table);
    const shares = (await table.getByRole('row').filter({ hasText: /李敏/ }).getByRole('cell').allTextContents());
    assert.match(shares[0], /李敏/);
    const first = await table.getByRole('columnheader').nth(1).textContent();
    await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.notEqual(await table.getByRole('columnheader').nth(1).textContent(), first);
    await page.keyboard.press('ArrowLeft');
    await settled(page);
    assert.equal(await table.getByRole('columnheader').nth(1).textContent(), first);
  });
  await t.test('a cell leads to the attempts behind it, and on to the report', async () => {
    await press(table.getByRole('button', { name: /李敏.*没有做到/ }).first());
    assert.match(page.url(), /\/train\/overview\/teller\/\w+$/);
    const attempts = page.getByRole('list', { name: '没有做到的练习' }).getByRole('button');
    await press(attempts.first());
    assert.match(page.url(), /\/train\/attempts\/\d+$/);
    await page.goBack();
    await page.goBack();
    await settled(page);
  });
  await t.test('by branch and by position, in the address', async () => {
    await press(page.getByRole('radio', { name: '网点' }));
    assert.match(page.url(), /by=branch/);
    await shown(table.getByRole('button'));
    await press(table.getByRole('button').first());
    assert.match(page.url(), /by=staff.*branch=/);
    const { rows } = await (await client('trainer')).get('/api/training/overview?by=position&lang=zh');
    const nobody = [1, 2, 3, 4, 5, 6, 7].find((one) => !rows.some((/** @type {any} */ row) => row.key === `${one}` && row.attempts > 0)) ?? 0;
    await page.getByRole('combobox', { name: '岗位' }).selectOption({ index: nobody });
    await settled(page);
    assert.match(page.url(), new RegExp(`position=${nobody}`));
    await shown(page.getByText('这段时间没有练习'));
    await goTo(page, '/train/overview');
  });
  await t.test('as a file', async () => {
    const waiting = page.waitForEvent('download', { timeout: patience });
    await press(page.getByRole('link', { name: /下载总览/ }));
    const file = await (await waiting).path();
    assert.match(await readFile(file, 'utf8'), /^\ufeff.*李敏/s);
  });
  await t.test('a course is assigned to people with a due date, seen by them, and withdrawn', async () => {
    await press(button(page, '布置课程'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '课程' }).selectOption({ label: '25 天巩固' });
    await settled(page);
    assert.ok(await dialog.getByRole('button', { name: '布置课程' }).isDisabled());
    await press(dialog.getByRole('checkbox', { name: /王芳/ }));
    await press(dialog.getByRole('button', { name: '布置课程' }));
    await shown(page.getByText('课程已布置。'));
    const others = await client('lobby');
    assert.deepEqual((await others.get('/api/training/courses')).courses.map((/** @type {any} */ one) => one.course), ['follow_up']);
    await press(button(page, /^撤回：25 天巩固，王芳/));
    await press(page.getByRole('dialog').getByRole('button', { name: '撤回' }));
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: patience });
    await settled(page);
    assert.deepEqual((await others.get('/api/training/courses')).courses, []);
  });
  await page.context().close();
});

test('a manager sees the own branch and what was played there, and has no settings', async () => {
  const page = await lobby.place('/train/overview', { size: 'phone' });
  await logIn(page, 'manager');
  await shown(page.getByRole('table', { name: '哪些没有做到' }));
  assert.equal(await page.getByRole('combobox', { name: '网点' }).count(), 0);
  await press(page.getByRole('button', { name: /李敏.*没有做到/ }).first());
  await press(page.getByRole('list', { name: '没有做到的练习' }).getByRole('button').first());
  await shown(page.getByRole('heading', { name: '评分报告', level: 1 }));
  assert.equal(await button(page, /^改判/).count(), 0, 'trainers review');
  await goTo(page, '/train/settings');
  await shown(page.getByText(/只对培训管理员/));
  await page.context().close();
});

test('a trainer agrees with the machine, overrules it with a reason, and sees how often', async (t) => {
  const lobbyist = await client('lobby');
  const { attempt } = await lobbyist.post('/api/training/attempts', played('elderly-papers', 'RUDE'));
  const page = await lobby.place(`/train/attempts/${attempt}`, {});
  await logIn(page, 'trainer');
  await t.test('agreeing takes one press', async () => {
    await press(button(page, /^同意系统的结果/).first());
    await page.waitForFunction(async (n) => (await (await fetch(`/api/training/attempts/${n}`)).json()).reviews.length === 1, attempt);
  });
  await t.test('overruling takes a reason', async () => {
    await press(button(page, /^改判/).nth(2));
    const dialog = page.getByRole('dialog');
    await press(dialog.getByRole('button', { name: '保存改判' }));
    await shown(dialog.getByText(/至少 3 个字/));
    await type(dialog.getByRole('textbox', { name: '理由' }), '客户其实听懂了');
    await press(dialog.getByRole('button', { name: '保存改判' }));
    await dialog.waitFor({ state: 'detached', timeout: patience });
    const stored = await lobbyist.get(`/api/training/attempts/${attempt}`);
    assert.deepEqual(stored.reviews.map((/** @type {any} */ one) => one.reason), ['', '客户其实听懂了']);
  });
  await t.test('the agreement is told per check', async () => {
    await goTo(page, '/train/agreement');
    await shown(page.getByRole('group', { name: '总体' }));
    assert.ok(await page.getByRole('table', { name: '按检查项' }).getByRole('row').count() > 2);
  });
  await page.context().close();
});

test('the learning record store: on this machine only in a demo, and what waits for it is told', async () => {
  const page = await lobby.place('/train/settings', {});
  await logIn(page, 'trainer');
  await shown(page.getByText('没有设置学习记录库，记录保存在这里。'));
  const fill = async (/** @type {string} */ endpoint) => {
    await type(page.getByRole('textbox', { name: '地址' }), endpoint);
    await type(page.getByRole('textbox', { name: '用户名' }), 'lobby');
    await type(page.getByLabel('密码'), 'secret');
    await press(button(page, '保存'));
  };
  await fill('https://lrs.example.com/xapi');
  await shown(page.getByRole('alert').filter({ hasText: /只能使用本机地址/ }));
  await fill('http://127.0.0.1:9/xapi');
  await shown(page.getByText('已保存，等待中的记录会重新发送。'));
  assert.equal(await page.getByLabel('密码').inputValue(), '', 'never shown again');
  await shown(page.getByText('发送遇到问题，会自动重试。'));
  await press(button(page, '不再发送'));
  await press(page.getByRole('dialog').getByRole('button', { name: '不再发送' }));
  await shown(page.getByRole('status').filter({ hasText: '不再发送。' }));
  await page.context().close();
});

for (const lang of /** @type {('zh' | 'en')[]} */ (['zh', 'en'])) {
  test(`axe-core finds nothing on the pages of courses and of those who look after them (${lang})`, async (t) => {
    const page = await lobby.place('/train', { lang });
    await logIn(page, 'trainer');
    for (const address of ['/train', '/train/courses', '/train/courses/morning', '/train/courses/nothing-there',
      '/train/certificates/999', '/train/overview', '/train/overview/teller/greet_first', '/train/agreement', '/train/settings']) {
      await t.test(address, async () => {
        await goTo(page, address);
        assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, 'one first heading');
        assert.deepEqual(await objections(page), []);
      });
    }
    await page.context().close();
  });
}
