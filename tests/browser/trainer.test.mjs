// The trainer in a real browser: the elderly scene played to its end by picking lines and by typing Chinese through an
// input method; the report, its stored copy after a reload, the replay; a running scene survives a reload; what was
// played without a network is saved when it is back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atTop, button, compose, harness, logIn, patience, press, settled, shown, type } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof harness>>} */
let lobby;

before(async () => {
  lobby = await harness();
});

after(async () => {
  await lobby?.stop();
  // The network is cut on purpose in one test.
  assert.deepEqual((lobby?.errors ?? []).filter((error) => !/ERR_(FAILED|INTERNET_DISCONNECTED)/.test(error)), []);
});

/** The customer's words now. @param {import('playwright-core').Page} page */
const words = (page) => page.getByRole('group', { name: '客户的话' }).getByRole('status').textContent({ timeout: patience });
/** The lines on offer. @param {import('playwright-core').Page} page */
const offers = (page) => page.getByRole('list', { name: '您怎么说？' }).getByRole('button');

/** @param {import('playwright-core').Page} page */
async function begin(page) {
  await shown(page.getByRole('button', { name: /老人取钱/ }));
  await press(page.getByRole('button', { name: /老人取钱/ }).first());
  await shown(page.getByRole('heading', { name: /老人取钱/, level: 1 }));
  await press(button(page, /^(开始|重新开始)$/));
  await shown(page.getByRole('group', { name: '客户的话' }));
}

test('the elderly scene by picking lines: played to its end, reported, stored, replayed', async (t) => {
  const page = await lobby.place('/train');
  await logIn(page, 'trainer');
  await begin(page);
  await t.test('every line is answered and the scene ends', async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      if (await button(page, '查看评分报告').count()) break;
      await shown(offers(page));
      await press(offers(page).first());
    }
    await shown(button(page, '查看评分报告'));
  });
  await t.test('the report has a total, checks and quoted words', async () => {
    await press(button(page, '查看评分报告'));
    await page.waitForURL(/\/train\/attempts\/\d+$/, { timeout: patience });
    await settled(page);
    await shown(page.getByRole('heading', { name: '评分报告', level: 1 }));
    const total = Number(await page.getByRole('group', { name: '总分' }).getByRole('paragraph').first().textContent());
    assert.ok(total >= 0 && total <= 100, `total ${total}`);
    assert.ok(await page.getByText(/^依据标准 /).count() >= 10, 'every check names its standard');
    assert.ok(await page.getByText(/“.+”/).count() > 0, 'words are quoted');
    await shown(page.getByRole('img', { name: /^客户情绪：/ }));
  });
  await t.test('the stored copy after a reload says the same', async () => {
    const number = /(\d+)$/.exec(page.url())?.[1];
    const texts = async () => (await page.locator('main.m').ariaSnapshot()).replace(/- paragraph: .*记录 ·.*\n/, '');
    const told = await texts();
    await page.reload();
    await settled(page);
    await shown(page.getByRole('group', { name: '总分' }));
    await shown(page.getByRole('img', { name: /^客户情绪：/ }));
    assert.equal(await texts(), told);
    const stored = await page.evaluate(async (n) => (await fetch(`/api/training/attempts/${n}`)).json(), number);
    const total = await page.getByRole('group', { name: '总分' }).getByRole('paragraph').first().textContent();
    assert.equal(Number(total), Math.round(stored.report.total * 10) / 10);
    assert.equal(stored.scenario, 'elderly-papers');
  });
  await t.test('the replay goes step by step, by button and by key', async () => {
    await press(button(page, '回放'));
    await shown(page.getByRole('status').filter({ hasText: /^第 1 步/ }));
    await press(button(page, '下一步'));
    await shown(page.getByRole('status').filter({ hasText: /^第 2 步/ }));
    await shown(page.getByRole('heading', { name: '这句话做到了什么' }));
    await page.keyboard.press('ArrowLeft');
    await shown(page.getByRole('status').filter({ hasText: /^第 1 步/ }));
    await page.goBack();
    await shown(page.getByRole('heading', { name: '评分报告', level: 1 }));
  });
  await t.test('the attempt is in the list', async () => {
    await page.goto(`${lobby.url}/train`);
    await settled(page);
    await shown(page.getByRole('list', { name: '我的练习记录' }).getByRole('button', { name: /老人取钱/ }));
  });
  await page.context().close();
});

test('the elderly scene by typing Chinese through an input method', async (t) => {
  const page = await lobby.place('/train');
  await logIn(page, 'trainer');
  await shown(page.getByRole('button', { name: /老人取钱/ }));
  await press(page.getByRole('button', { name: /老人取钱/ }).first());
  await press(page.getByRole('radio', { name: '自己输入' }));
  await press(button(page, /^(开始|重新开始)$/));
  const field = page.getByRole('textbox', { name: '您的回答' });
  await shown(field);
  const opening = await words(page);
  await t.test('only Chinese is heard, and the page says so kindly', async () => {
    await type(field, 'Good morning');
    await press(button(page, '说出'));
    await shown(page.getByText(/请用中文回答/));
    assert.equal(await words(page), opening);
    await field.fill('');
    await settled(page);
  });
  await t.test('a composed sentence with an action is said and answered', async () => {
    await compose(field, 'ninhao', '您好，请问您今天办理什么业务？');
    assert.equal(await field.inputValue(), '您好，请问您今天办理什么业务？');
    const smile = page.getByRole('checkbox').nth(1);
    await press(smile);
    assert.ok(await smile.isChecked());
    await press(button(page, '说出'));
    assert.equal(await field.inputValue(), '', 'the field is free for the next turn');
    await shown(page.getByText('您：您好，请问您今天办理什么业务？'));
    assert.notEqual(await words(page), opening);
    assert.equal(await page.getByRole('checkbox').nth(1).isChecked(), false, 'an action belongs to one turn');
  });
  await t.test('Ctrl+Enter says it', async () => {
    await compose(field, 'zhaoji', '老人家您别着急，慢慢说，我听着。');
    await page.keyboard.press('Control+Enter');
    await shown(page.getByText('您：老人家您别着急，慢慢说，我听着。'));
  });
  await t.test('a running scene survives a reload', async () => {
    const before = await words(page);
    await page.reload();
    await settled(page);
    await shown(page.getByText('您：老人家您别着急，慢慢说，我听着。'));
    assert.equal(await words(page), before);
  });
  await t.test('back leads to the briefing, from where the scene goes on', async () => {
    await page.goBack();
    await shown(button(page, '继续上次'));
    await press(button(page, '继续上次'));
    await shown(page.getByRole('textbox', { name: '您的回答' }));
  });
  await t.test('ended without a network it is kept, and saved when the network is back', async () => {
    await page.context().setOffline(true);
    await shown(page.getByText(/^网络不通/)); // the line at the top moves what is below it
    await settled(page);
    await press(button(page, /^结束$/));
    await shown(page.getByRole('dialog'));
    await press(page.getByRole('dialog').getByRole('button', { name: '结束场景' }));
    await press(button(page, '查看评分报告'));
    await shown(page.getByRole('heading', { name: '评分报告', level: 1 }));
    assert.match(page.url(), /elderly-papers\/report$/);
    await shown(page.getByText('“您好'));
    await page.context().setOffline(false);
    await page.waitForURL(/\/train\/attempts\/\d+$/, { timeout: patience });
    await shown(page.getByRole('group', { name: '总分' }));
  });
  await page.context().close();
});

test('a scene that is only in Chinese says so in English, and is played in Chinese', async () => {
  const page = await lobby.place('/train/phone-scam', { lang: 'en' });
  await logIn(page, 'teller');
  await shown(page.getByText(/Chinese/));
  await press(button(page, /^Begin/));
  const lines = page.getByRole('list', { name: 'What do you say?' }).getByRole('button');
  for (const line of await lines.allTextContents()) assert.match(line, /\p{Script=Han}{2}/u);
  assert.ok(await lines.count() >= 3);
  await press(lines.first());
  await shown(page.getByText(/^You: .*\p{Script=Han}/u));
  await page.context().close();
});

test('an examination: no lines on offer, no mood, nothing taken back', async () => {
  const page = await lobby.place('/train/elderly-papers');
  await logIn(page, 'trainer');
  await press(page.getByRole('radio', { name: '考试（无提示）' }));
  await shown(page.getByText(/^考试中只能自己输入/));
  assert.equal(await page.getByRole('radio', { name: '选择说法' }).count(), 0);
  await press(button(page, /^(开始|重新开始)$/));
  const field = page.getByRole('textbox', { name: '您的回答' });
  await compose(field, 'ninhao', '您好，请问您办理什么业务？');
  await press(button(page, '说出'));
  await shown(page.getByText('您：您好，请问您办理什么业务？'));
  assert.equal(await offers(page).count(), 0);
  assert.equal(await page.getByRole('progressbar').count(), 0);
  assert.equal(await button(page, /^回到这一句之前/).count(), 0);
  await page.goto(`${lobby.url}/train/elderly-papers`); // away from it: nothing but going on is offered
  await settled(page);
  await shown(page.getByText(/考试开始后不能重来/));
  assert.equal(await button(page, /^(开始|重新开始)$/).count() + await page.getByRole('radio').count(), 0);
  await press(button(page, '继续'));
  await press(button(page, /^结束$/));
  await press(page.getByRole('dialog').getByRole('button', { name: '结束场景' }));
  assert.equal(await button(page, '最后一句换一种说法').count(), 0);
  await press(button(page, '查看评分报告'));
  await page.waitForURL(/\/train\/attempts\/\d+$/, { timeout: patience });
  const number = /(\d+)$/.exec(page.url())?.[1];
  const stored = await page.evaluate(async (n) => (await fetch(`/api/training/attempts/${n}`)).json(), number);
  assert.equal(stored.mode, 'exam');
  await page.context().close();
});

/** What the server keeps of running scenes. @param {import('playwright-core').Page} page */
const sessions = (page) => page.evaluate(async () => (await (await fetch('/api/training/sessions')).json()).sessions);

/** Until the server keeps so many turns of the newest scene. @param {import('playwright-core').Page} page @param {number} turns */
async function kept(page, turns) {
  await page.waitForFunction(async (n) => {
    const all = (await (await fetch('/api/training/sessions')).json()).sessions;
    return all.length > 0 && all[0].turns.length === n;
  }, turns, { timeout: patience });
}

test('a running scene: taken back to another answer, kept by the server, gone on with on another device', async (t) => {
  const page = await lobby.place('/train/elderly-papers');
  await logIn(page, 'trainer');
  await press(page.getByRole('radio', { name: '自己输入' }));
  await press(button(page, /^(开始|重新开始)$/));
  const field = page.getByRole('textbox', { name: '您的回答' });
  const say = async (/** @type {string} */ text) => {
    await compose(field, 'shuo', text);
    await press(button(page, '说出'));
  };
  await t.test('every turn is on the server', async () => {
    await say('奶奶您好，请问您今天办什么业务？');
    await say('等着吧，急也没用。');
    await kept(page, 2);
  });
  await t.test('back to before a turn, and another answer', async () => {
    const before = (await sessions(page))[0];
    await press(button(page, '回到这一句之前：等着吧，急也没用。'));
    await shown(page.getByText('场景会回到这一句之前，后面的对话不再保留。'));
    await press(button(page, '回到这里'));
    await shown(page.getByText('您：奶奶您好，请问您今天办什么业务？'));
    assert.equal(await page.getByText('您：等着吧，急也没用。').count(), 0);
    await say('您是说爷爷住院了，想取两万块钱交押金，对吗？');
    await kept(page, 2);
    await page.waitForFunction(async (id) => !(await (await fetch('/api/training/sessions')).json()).sessions
      .some((/** @type {any} */ one) => one.id === id), before.id, { timeout: patience });
    const now = await sessions(page);
    assert.equal(now[0].seed, before.seed);
    assert.notEqual(now[0].id, before.id);
    assert.equal(now[0].turns[1].text, '您是说爷爷住院了，想取两万块钱交押金，对吗？');
  });
  await t.test('what is said without a network is kept and sent later', async () => {
    await page.context().setOffline(true);
    await shown(page.getByText(/^网络不通/)); // the line at the top moves what is below it
    await settled(page);
    await say('让您久等了，真是对不起，大概五分钟就好。');
    await shown(page.getByText('您：让您久等了，真是对不起，大概五分钟就好。'));
    await page.context().setOffline(false);
    await kept(page, 3);
  });
  await t.test('another device goes on where this one stopped', async () => {
    const told = await words(page);
    const other = await lobby.place('/train', { size: 'phone' });
    await logIn(other, 'trainer');
    await press(other.getByRole('button', { name: /老人取钱.*进行中|进行中.*老人取钱/s }).first());
    await shown(other.getByText(/已经说了 3 轮/));
    await press(button(other, '继续上次'));
    assert.equal(await words(other), told);
    await other.context().close();
  });
  await t.test('an attempt can be tried again from any of its turns', async () => {
    await press(button(page, /^结束$/));
    await press(page.getByRole('dialog').getByRole('button', { name: '结束场景' }));
    await press(button(page, '查看评分报告'));
    await page.waitForURL(/\/train\/attempts\/\d+$/, { timeout: patience });
    assert.deepEqual(await sessions(page), []);
    await press(button(page, '回放'));
    for (let i = 0; i < 3; i += 1) await press(button(page, '下一步'));
    await press(button(page, '从这里换一种说法'));
    await page.waitForURL(/elderly-papers\/play$/, { timeout: patience });
    await shown(page.getByText('您：奶奶您好，请问您今天办什么业务？'));
  });
  await page.context().close();
});

test('spoken instead of typed, the customer heard', async () => {
  const context = await lobby.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', serviceWorkers: 'block' });
  await context.addInitScript(() => {
    const told = /** @type {any} */ (window);
    told.spoken = [];
    class Recogniser {
      start() { told.ear = this; }
      stop() { /** @type {any} */ (this).onend?.(); }
      abort() { /** @type {any} */ (this).onend?.(); }
    }
    told.webkitSpeechRecognition = Recogniser;
    told.SpeechRecognition = Recogniser;
    const voice = { lang: 'zh-CN', name: 'test', default: true };
    Object.defineProperty(window, 'speechSynthesis', { value: {
      getVoices: () => [voice], addEventListener() {}, cancel() {}, speak: (/** @type {any} */ one) => told.spoken.push(one.text),
    } });
    told.SpeechSynthesisUtterance = class { constructor(/** @type {string} */ text) { this.text = text; } };
  });
  const page = await lobby.place('/train/elderly-papers', { context });
  await logIn(page, 'trainer');
  await press(page.getByRole('radio', { name: '自己输入' }));
  await press(button(page, /^(开始|重新开始)$/));
  const spoken = () => page.evaluate(() => /** @type {any} */ (window).spoken);
  assert.deepEqual(await spoken(), [], 'nothing is heard before it is wanted');
  await press(button(page, '听客户说话'));
  assert.deepEqual(await spoken(), [await words(page)]);
  await press(button(page, '用说的'));
  await shown(page.getByText(/^正在听/));
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).ear.lang), 'zh-CN');
  await page.evaluate(() => /** @type {any} */ (window).ear.onresult({ results: [[{ transcript: '奶奶您好，请问办什么' }], [{ transcript: '业务' }]] }));
  await settled(page);
  const field = page.getByRole('textbox', { name: '您的回答' });
  assert.equal(await field.inputValue(), '奶奶您好，请问办什么业务');
  await press(button(page, '说完了'));
  await field.press('End');
  await field.pressSequentially('？');
  await settled(page);
  await press(button(page, '说出'));
  await shown(page.getByText('您：奶奶您好，请问办什么业务？'));
  assert.deepEqual((await spoken()).slice(1), [await words(page)], 'the answer is heard');
  await context.close();
});

test('the report on one sheet of paper, and as a file', async () => {
  const page = await lobby.place('/train/elderly-papers');
  await logIn(page, 'trainer');
  await press(page.getByRole('radio', { name: '选择说法' }));
  await press(button(page, /^(开始|重新开始)$/));
  for (let turn = 0; turn < 3; turn += 1) await press(offers(page).first());
  await press(button(page, /^结束$/));
  await press(page.getByRole('dialog').getByRole('button', { name: '结束场景' }));
  await press(button(page, '查看评分报告'));
  await page.waitForURL(/\/train\/attempts\/\d+$/, { timeout: patience });
  const total = await page.getByRole('group', { name: '总分' }).getByRole('paragraph').first().textContent();
  await page.evaluate(() => { window.print = () => { /** @type {any} */ (window).printed = true; }; });
  await press(button(page, '打印（一页）'));
  await page.waitForFunction(() => /** @type {any} */ (window).printed, undefined, { timeout: patience });
  assert.equal(await page.locator('#paper .total b').textContent(), total);
  // Printing ends, and the sheet is gone.
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g);
  assert.equal(sheets?.length, 1);
  assert.equal(await page.locator('#paper').count(), 0);
  const loading = page.waitForEvent('download', { timeout: patience });
  await press(button(page, '下载报告文件'));
  const file = await loading;
  assert.match(file.suggestedFilename(), /^lobby-elderly-papers-\d+\.html$/);
  const stream = await file.createReadStream();
  let html = '';
  for await (const chunk of stream) html += chunk;
  assert.ok(html.includes(`<b>${total}</b>`) && html.includes('先问候') && html.includes('对话经过'));
  assert.ok(!/src=|href=/.test(html), 'it needs nothing else');
  const points = html.match(/<polyline points="([^"]+)"/)?.[1].trim().split(' ').map((point) => Number(point.split(',')[0]));
  const marks = [...new Set(points)];
  assert.equal(marks.length, 1 + 3 + 1, 'a mark for the opening, every answer and the farewell');
  assert.ok(marks.every((x, place) => place === 0 || x - marks[place - 1] > 12), `none covers another: ${marks}`);
  await page.context().close();
});

test('in English the lines are shown in English and scored in Chinese', async () => {
  const page = await lobby.place('/train', { lang: 'en', size: 'phone' });
  await logIn(page, 'trainer');
  await shown(page.getByRole('button', { name: /elderly/i }));
  await press(page.getByRole('button', { name: /elderly/i }).first());
  await press(button(page, /^Begin/));
  const lines = page.getByRole('list', { name: 'What do you say?' }).getByRole('button');
  await shown(lines);
  assert.match(await lines.first().textContent() ?? '', /[A-Za-z]{3}.*[\u4e00-\u9fff]/s);
  await press(lines.first());
  const kept = await page.evaluate(() => Object.values({ ...localStorage }).find((value) => value.includes('"turns"')) ?? '');
  assert.match(JSON.parse(kept)[0].turns[0].text, /[\u4e00-\u9fff]/);
  await press(button(page, /^End$/));
  await press(page.getByRole('dialog').getByRole('button', { name: 'End the scene' }));
  await page.keyboard.press('End');
  await settled(page);
  await press(button(page, 'See the report'));
  await shown(page.getByRole('heading', { name: 'Report', level: 1 }));
  await atTop(page);
  await page.context().close();
});

test('an address that leads nowhere says so and leads on', async () => {
  const page = await lobby.place('/train/no-such-scene');
  await logIn(page, 'trainer');
  await shown(page.getByText('没有找到这个场景，可能已经下架。'));
  await press(page.getByRole('link', { name: '查看全部场景' }));
  assert.match(page.url(), /\/train$/);
  await page.goto(`${lobby.url}/train/attempts/999999`);
  await settled(page);
  await shown(page.getByRole('alert').filter({ hasText: /./ }));
  await page.context().close();
});
