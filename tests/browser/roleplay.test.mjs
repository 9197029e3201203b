// Three scenes played to their end by typing Chinese through an input method, and their reports compared word for word
// with what shared/domain/rubric.md gives, worked out by hand: an excellent one, a poor one, and one that breaks a gate.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, compose, harness, logIn, patience, press, settled, shown } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof harness>>} */
let lobby;

before(async () => {
  lobby = await harness();
});

after(async () => {
  await lobby?.stop();
  assert.deepEqual(lobby?.errors ?? [], []);
});

/** What is said, and the names of the actions that go with it. @typedef {[string, string[]]} Said */

/**
 * Plays a scene from its briefing to its report.
 * @param {string} scene @param {Said[]} said
 */
async function play(scene, said) {
  const page = await lobby.place(`/train/${scene}`);
  await logIn(page, 'trainer');
  await shown(page.getByRole('radio', { name: '自己输入' }));
  await press(page.getByRole('radio', { name: '自己输入' }));
  await press(button(page, /^(开始|重新开始)$/));
  for (const [words, actions] of said) {
    const field = page.getByRole('textbox', { name: '您的回答' });
    await shown(field);
    await compose(field, 'nihao', words);
    for (const action of actions) await press(page.getByRole('checkbox', { name: action, exact: true }));
    await press(button(page, '说出'));
  }
  if (await page.getByRole('textbox', { name: '您的回答' }).count()) { // the customer is still there
    await press(button(page, '结束'));
    await press(page.getByRole('dialog').getByRole('button', { name: '结束场景' }));
  }
  await press(button(page, '查看评分报告'));
  await page.waitForURL(/\/train\/attempts\/\d+$/, { timeout: patience });
  await shown(page.getByRole('img', { name: /^客户情绪：/ }));
  await settled(page);
  return page;
}

/** The entries of a list as their lines. @param {import('playwright-core').Page} page @param {string | RegExp} name */
async function entries(page, name) {
  const list = page.getByRole('list', { name });
  if (await list.count() === 0) return [];
  return Promise.all((await list.first().getByRole('listitem').all()).map(async (item) => {
    const parts = item.locator('p, span.leaf, [role=img], img');
    return (await parts.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') || one.textContent || '')))
      .filter((text) => text !== '');
  }));
}

/** @param {import('playwright-core').Page} page */
async function report(page) {
  const total = page.getByRole('group', { name: '总分' });
  const checks = [...await entries(page, /^可以做得更好/), ...await entries(page, /^做到的/)];
  return {
    total: await total.getByRole('paragraph').allTextContents(),
    checks: Object.fromEntries(checks.map((lines) => [lines[1] ?? '', lines])),
    faults: await entries(page, /^不当用语/),
    alert: await page.locator('main').getByRole('alert').allTextContents(),
  };
}

/** @param {Record<string, string[]>} checks @param {string} name */
function lines(checks, name) {
  const found = checks[name];
  assert.ok(found, `${name} is not in the report: ${Object.keys(checks).join(', ')}`);
  return found;
}

/** The check's result, its words and its points are these. @param {Record<string, string[]>} checks
 * @param {string} name @param {string} result @param {string} points @param {string[]} words */
function expectCheck(checks, name, result, points, ...words) {
  const found = lines(checks, name);
  assert.equal(found[0], result, `${name}: ${found.join(' | ')}`);
  assert.ok(found.includes(points), `${name} ${points}: ${found.join(' | ')}`);
  for (const word of words) assert.ok(found.includes(word), `${name} “${word}”: ${found.join(' | ')}`);
}

test('an excellent conversation about a complaint: every check met, gold', async (t) => {
  const page = await play('long-wait-complaint', [
    ['先生您好，欢迎光临，我是值班经理小林。让您等了这么久，实在对不起。', ['起身']],
    ['等了这么久还没轮到，换了谁都会着急。您慢慢说，我听着。', []],
    ['这边人多声音杂，咱们到洽谈室坐下来说，我给您倒杯水，您先歇一歇。', ['请到洽谈室', '引路', '倒水']],
    ['我跟您确认一下：您十点二十取的号，出去接电话时过了号，又让您重新排，一直等到现在，对吗？', []],
    ['想再跟您了解一下，请问您贵姓，当时是哪位同事让您重新取号的？', []],
    ['陈先生，这件事您交给我来办，我负责到底，不会让您再去找别人。', []],
    ['我马上把您反映的情况登记下来，时间、号码和您的要求都写上，请您看看对不对。', ['填写投诉登记']],
    ['我查了叫号记录：因为今天赶上发工资，业务量比平时多一倍，中午窗口又轮换吃饭，是我们安排得不到位，也没有主动提醒您。', []],
    ['我现在就加开3号窗口，优先帮您办这笔汇款；要是您带着手机，用手机银行转也行，我陪您操作。您看哪种方便？', []],
    ['陈先生，补偿要等情况核实清楚才能定，我不能随口答应。我今天就请网点负责人一起核实，明天下午五点前，由我给您打电话说明结果。', ['请网点负责人']],
    ['您的投诉我们十五日内书面答复您。要是对结果不满意，您还可以拨打总行客服热线，或者向金融消费纠纷调解中心和监管部门反映。', []],
    ['谢谢您把问题当面告诉我们，过号提醒和中午排班我们一定改。', []],
    ['陈先生，请问您还有别的业务要办吗？没有的话我送您到门口，您请慢走，路上注意安全。', ['起身', '目送']],
  ]);
  const told = await report(page);
  await t.test('total, grade and no gate', () => {
    assert.deepEqual(told.total, ['100', '达标', '满分 100 · 金牌']);
    assert.deepEqual(told.alert, []);
    assert.deepEqual(told.faults, []);
  });
  await t.test('the checks of the twelve stages, with their points and the words they rest on', () => {
    const points = {
      先问候: '4/4', 表明身份: '5/5', 主动询问需求: '5/5', 复述确认需求: '8/8', 尊称客户姓氏: '4/4', 说明原因: '4/4',
      关怀安顿客户: '6/6', 了解详情: '6/6', 首问负责: '8/8', 引至安静处: '4/4', 先共情后解释: '10/10', 先致歉后解释: '8/8',
      登记投诉: '8/8', 给出解决办法: '10/10', 承诺有人有时: '10/10', 告知答复时限: '4/4', 告知其他反映渠道: '6/6', 致谢: '4/4',
      礼貌送别: '4/4',
    };
    assert.deepEqual(Object.keys(told.checks).sort(), Object.keys(points).sort());
    for (const [name, value] of Object.entries(points)) expectCheck(told.checks, name, '做到', value);
    expectCheck(told.checks, '先问候', '做到', '4/4', '“先生您好，欢迎光临”');
    expectCheck(told.checks, '表明身份', '做到', '5/5', '“我是值班经理小林”');
    expectCheck(told.checks, '致谢', '做到', '4/4', '“谢谢您”');
    expectCheck(told.checks, '登记投诉', '做到', '8/8', '填写投诉登记');
  });
  await t.test('the mood fell from angry to calm, and the report says what moved it', async () => {
    const moved = await entries(page, '是什么改变了客户的情绪');
    assert.ok(moved.length >= 2, JSON.stringify(moved));
    for (const [line] of moved) assert.match(line, /^\d+ · \d+:\d\d 平复到“.+”：.+$/);
    assert.match(await page.getByRole('img', { name: /^客户情绪：/ }).getAttribute('aria-label') ?? '', /生气.* → .*平静|愤怒.* → .*平静/);
  });
  await page.context().close();
});

test('a poor conversation with an elderly customer fails, and the report says what would have earned the points', async (t) => {
  const page = await play('elderly-papers', [
    ['你要办什么？', []],
    ['这个要本人来。', []],
    ['等着吧，前面人多，急也没用。', []],
    ['你自己没带齐，怪谁啊？', []],
    ['我不清楚，你去问大堂经理吧，这事不归我管。', []],
  ]);
  const told = await report(page);
  await t.test('total: 10 of 105 points, and 20 for three faults', () => {
    // ask_need 6 and one_offer 4 are met; impatient 5, accuse 5 and pass_buck 10 are deducted.
    assert.deepEqual(told.total, ['0', '未达标', '满分 100 · 未评级']);
    assert.deepEqual(told.alert, []);
  });
  await t.test('faults with the words and better ones', () => {
    assert.deepEqual(told.faults.map((fault) => fault.slice(0, 2)), [['不耐烦', '扣 5 分'], ['指责客户', '扣 5 分'], ['推诿', '扣 10 分']]);
    const all = told.faults.flat();
    for (const words of ['更好的说法：让您久等了，我再跟您说一遍，您慢慢来。', '更好的说法：这一栏容易填错，我陪您重新填一张。',
      '更好的说法：这件事我先接下来，我陪您去找能办的同事。']) assert.ok(all.includes(words), `${words}: ${all.join(' | ')}`);
  });
  await t.test('checks not met, with the scene’s own line', () => {
    expectCheck(told.checks, '主动询问需求', '做到', '6/6', '“你要办什么”');
    expectCheck(told.checks, '先问候', '没有做到', '0/5',
      '这样说就能得分：“奶奶您好，欢迎光临！您慢一点，快请坐。请问您今天要办什么业务？”，同时起身、微笑、请坐');
    expectCheck(told.checks, '暂离致歉、回座致谢', '没有做到', '0/5');
    expectCheck(told.checks, '礼貌送别', '没有做到', '0/5',
      '这样说就能得分：“周奶奶，您把卡和钱收好。祝爷爷早日康复，您请慢走，路上小心！”，同时起身、目送');
  });
  await page.context().close();
});

test('a good beginning that lays bare the customer’s affairs fails by the gate, whatever the sum', async (t) => {
  const page = await play('elderly-papers', [
    ['奶奶您好，欢迎光临，快请坐！请问您今天办什么业务？', ['起身', '微笑', '请坐']],
    ['我跟您确认一下，您是想从爷爷的存单里取两万块钱交押金，对吗？', []],
    ['让您久等了，真对不起，大概再有五分钟就能办好。', []],
    ['麻烦您把身份证和存单给我看一下，谢谢您。', ['双手递接', '查验证件']],
    ['各位听听，周奶奶这张存单上有二十万，家住幸福小区3号楼，还没到期呢！', []],
  ]);
  const told = await report(page);
  await t.test('the gate is told first', () => {
    assert.equal(told.total[1], '未达标');
    assert.deepEqual(told.total.slice(2), ['满分 100 · 未评级']);
    assert.equal(told.alert.length, 1);
    assert.match(told.alert[0], /触碰底线，直接不达标.*底线问题：泄露隐私/s);
  });
  await t.test('total: 43 of 105 points, and 20 for the fault', () => {
    // 5+4+6+6+6+3+5+4 and 4 (one_offer, nothing was pressed on her) = 43 of 105 is 40.95, less 20.
    assert.equal(told.total[0], '21');
    assert.deepEqual(told.faults.map((fault) => fault.slice(0, 2)), [['泄露隐私', '扣 20 分']]);
    assert.ok(told.faults.flat().includes('更好的说法：金额我写在纸上给您看。'));
  });
  await t.test('what was done well stays', () => {
    expectCheck(told.checks, '先问候', '做到', '5/5', '“奶奶您好，欢迎光临”');
    expectCheck(told.checks, '起身微笑相迎', '做到', '4/4', '起身');
    expectCheck(told.checks, '双手递接', '做到', '3/3', '双手递接');
    expectCheck(told.checks, '先核身份再谈账户', '做到', '6/6', '查验证件');
    expectCheck(told.checks, '唱收唱付', '没有做到', '0/6');
  });
  await page.context().close();
});
