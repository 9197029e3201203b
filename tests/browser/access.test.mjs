// Every place in both languages, as assistive technology meets it: axe-core finds nothing, the document says its title
// and language, there is one main landmark and one first heading; and without WebGL the same tree, styled, is the page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { objections } from './axe.mjs';
import { harness, logIn, press, settled } from './harness.mjs';

/** @type {Awaited<ReturnType<typeof harness>>} */
let lobby;
/** @type {{id: string, services: {id: string}[]}} */
let branch;
/** @typedef {{user: string, password: string}} Account */
/** @type {Account} */
let account;
/** @type {Account} */
let head;

before(async () => {
  lobby = await harness();
  const bank = await fetch(`${lobby.url}/api/bank`).then((reply) => reply.json());
  const now = await fetch(`${lobby.url}/api/now`).then((reply) => reply.json());
  const open = now.branches.find((/** @type {any} */ one) => one.open) ?? now.branches[0];
  branch = bank.branches.find((/** @type {any} */ one) => one.id === open.id);
  const hello = await fetch(`${lobby.url}/api/hello`).then((reply) => reply.json());
  account = hello.accounts.find((/** @type {any} */ one) => one.roles.includes('teller'));
  head = hello.accounts.find((/** @type {any} */ one) => one.roles.includes('manager'));
});

after(async () => {
  await lobby?.stop();
});

/** @param {import('playwright-core').Page} page @param {'zh' | 'en'} lang */
async function check(page, lang) {
  assert.match(await page.evaluate(() => document.documentElement.lang), lang === 'zh' ? /^zh/ : /^en/);
  assert.notEqual(await page.title(), '');
  assert.equal(await page.getByRole('main').count(), 1, 'one main landmark');
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, 'one first heading');
  assert.deepEqual(await objections(page), []);
}

/** A ticket taken from anywhere; answers the link of its page. */
async function takeTicket() {
  const open = await fetch(`${lobby.url}/api/now`).then((reply) => reply.json())
    .then((now) => now.branches.find((/** @type {any} */ one) => one.id === branch.id));
  const reply = await fetch(`${lobby.url}/api/commands`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      id: crypto.randomUUID(), branch: branch.id, date: open.date,
      command: {
        type: 'ticket.take',
        data: { service: open.services[0].id, segment: 'ordinary', need: 'none', origin: 'remote' },
      },
    }),
  });
  assert.equal(reply.status, 200);
  return (await reply.json()).link;
}

const addresses = () => ({
  'the choice of a branch': '/',
  'a branch': `/b/${branch.id}`,
  'a service': `/b/${branch.id}/${branch.services[0].id}`,
  'the choice of a time': `/b/${branch.id}/${branch.services[0].id}/time`,
  'an unknown visit': '/v/not-a-link',
  'no such page': '/nowhere/at/all',
  'the kiosk': '/kiosk',
  'the hall screen': `/screen/${branch.id}`,
  'the log-in': '/desk',
});

for (const lang of /** @type {('zh' | 'en')[]} */ (['zh', 'en'])) {
  test(`axe-core finds nothing in any public place (${lang})`, async (t) => {
    for (const [name, address] of Object.entries(addresses())) {
      await t.test(name, async () => {
        const page = await lobby.place(address, { lang, size: address === '/kiosk' ? 'kiosk' : 'phone' });
        await check(page, lang);
        await page.context().close();
      });
    }
  });

  test(`axe-core finds nothing at the desk and in the trainer (${lang})`, async () => {
    const page = await lobby.place('/desk', { lang });
    await logIn(page, account.user, account.password);
    await check(page, lang);
    await page.goto(`${lobby.url}/train`);
    await settled(page);
    await check(page, lang);
    await page.goto(`${lobby.url}/train/elderly-papers`);
    await settled(page);
    await check(page, lang);
    await press(page.getByRole('button', { name: lang === 'zh' ? /^开始/ : /^(Begin|Start)/ }));
    await check(page, lang);
    await page.context().close();
  });

  test(`axe-core finds nothing on the manager's page (${lang})`, async () => {
    const page = await lobby.place('/manage', { lang });
    await logIn(page, head.user, head.password);
    for (const view of ['', '/plan', '/positions', '/record']) {
      await page.goto(`${lobby.url}/manage/${branch.id}${view}`);
      await settled(page);
      await check(page, lang);
    }
    await page.context().close();
  });

  test(`axe-core finds nothing on a ticket's page (${lang})`, async () => {
    const page = await lobby.place(`/v/${await takeTicket()}`, { lang, size: 'phone' });
    await check(page, lang);
    await page.context().close();
  });
}

test('without WebGL the tree of the page, styled, is the page', async () => {
  const page = await lobby.place('/?webgl=off', { lang: 'en', size: 'phone' });
  await check(page, 'en');
  const first = page.getByRole('main').getByRole('button').or(page.getByRole('main').getByRole('link')).first();
  assert.ok(await first.isVisible());
  const before_ = page.url();
  await page.getByRole('button', { name: new RegExp(branchName('en')) }).or(
    page.getByRole('link', { name: new RegExp(branchName('en')) })).first().click();
  await settled(page);
  assert.notEqual(page.url(), before_, 'a click with the pointer works on the real elements');
  await page.context().close();
});

test('the whole way to a branch works by keyboard alone', async () => {
  const page = await lobby.place('/', { lang: 'en' });
  const wanted = new RegExp(branchName('en'));
  for (let i = 0; i < 40; i += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label')
      ?? document.activeElement?.textContent ?? '');
    if (wanted.test(name)) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/b/${branch.id}*`);
  await settled(page);
  await check(page, 'en');
  await page.context().close();
});

/** @param {'zh' | 'en'} lang */
function branchName(lang) {
  return /** @type {any} */ (branch).name[lang].replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
