// A small bank for browser tests and its staff: open around the clock, so that tests run at any hour, and in a time zone
// where it is mid-morning now, so that there are slots left today.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { harness, patience, root } from './harness.mjs';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** @param {string[]} hours */
const week = (hours) => Object.fromEntries(days.map((day) => [day, hours]));

/** "Etc/GMT-8" is eight hours ahead of UTC. */
function morningZone() {
  let ahead = 10 - new Date().getUTCHours();
  if (ahead < -12) ahead += 24;
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** @param {string} id @param {string} zh @param {string} en @param {object} more */
const branch = (id, zh, en, more) => ({
  id, name: { zh, en }, address: { zh: `${zh}路1号`, en: `1 ${en} Road` }, phone: '021-5550 0100',
  time_zone: morningZone(), services: ['cash', 'card'],
  counters: [{ id: '1', kind: 'high', serves: ['cash'] }, { id: '2', kind: 'low', serves: ['card', 'cash'] }],
  hours: week(['00:00-24:00']), ...more,
});

export const bank = {
  id: 'test',
  name: { zh: '测试银行', en: 'Test Bank' },
  services: [
    {
      id: 'cash', prefix: 'A', name: { zh: '现金存取款', en: 'Cash' }, hint: { zh: '五万元以下', en: 'Up to 50,000' },
      complexity: 'simple', channels: ['counter', 'self_service'],
      elsewhere: { zh: '可在自助柜员机办理。', en: 'Can be done at the cash machine.' },
      papers: [{ id: 'card', name: { zh: '银行卡', en: 'Bank card' } },
        { id: 'id', name: { zh: '身份证', en: 'Identity card' }, required: false }],
      typical_minutes: 5, spread: 0.5,
    },
    {
      id: 'card', prefix: 'C', name: { zh: '开户办卡', en: 'Open an account' }, hint: { zh: '非现金', en: 'No cash' },
      complexity: 'complex', channels: ['counter'], typical_minutes: 12, spread: 0.5,
    },
  ],
  branches: [
    branch('centre', '中心支行', 'Centre Branch', {
      policy: { slot_minutes: 30, capacity: { cash: 9, card: 9 }, min_lead_minutes: 1, check_in_early_minutes: 90, no_show_seconds: 1,
        max_recalls: 2 },
    }),
    branch('hasty', '快速支行', 'Hasty Branch', { policy: { hold_seconds: 30, remote_join: false } }),
    branch('evening', '夜间支行', 'Evening Branch', { hours: week(['20:00-21:00']) }),
    branch('closed', '休息支行', 'Closed Branch', { hours: week([]) }),
  ],
};

/** @param {string} file @param {string} folder @param {string} user @param {string} roles password: secret-USER */
const addStaff = (file, folder, user, roles) => new Promise((resolve, reject) => {
  const child = execFile('/usr/bin/python3', [path.join(root, 'serve.py'), '--bank', file, '--data', folder,
    '--add-staff', user, '--name', `员工 ${user}`, '--roles', roles, '--branch', 'all'],
  (error, out, complaint) => (error ? reject(new Error(complaint || String(error))) : resolve(out)));
  child.stdin?.end(`secret-${user}\n`);
});

/**
 * Starts a server with this bank, nobody simulated, and one member of staff, wang, who may do everything.
 * @param {Record<string, string>} [colleagues] roles by user
 */
export async function hall(colleagues = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'lobby-hall-'));
  const file = path.join(folder, 'bank.json');
  await writeFile(file, JSON.stringify(bank));
  for (const [user, roles] of Object.entries({ wang: 'teller,lobby,manager', ...colleagues })) {
    await addStaff(file, folder, user, roles);
  }
  const lobby = await harness({ arguments: ['--bank', file, '--data', folder] });
  let cookie = '';

  /** @param {string} address @param {object} body */
  const post = (address, body) => fetch(lobby.url + address, {
    method: 'POST', headers: { 'content-type': 'application/json', origin: lobby.url, cookie },
    body: JSON.stringify(body),
  });

  return {
    lobby,
    post,
    /** Today's date in the branches. */
    async today() {
      return (await (await fetch(`${lobby.url}/api/now`)).json()).branches[0].date;
    },
    /** The minute of the day in the branches. */
    async minute() {
      const { branches, now } = await (await fetch(`${lobby.url}/api/now`)).json();
      return Math.floor(now / 60000 + branches[0].utc_offset_minutes) % 1440;
    },
    /** The commands that follow are this person's. */
    async logIn(user = 'wang') {
      const reply = await post('/api/session', { user, password: `secret-${user}` });
      assert.equal(reply.status, 200);
      // Debian 12's node has no getSetCookie(): one header holds all cookies.
      cookie = (reply.headers.get('set-cookie') ?? '').split(/, (?=[^ ;,]+=)/).map((line) => line.split(';')[0]).join('; ');
    },
    /**
     * A command of the staff (or of everybody) in the centre branch; answers the reply's JSON.
     * @param {string} type @param {object} data @param {object} [more]
     */
    async command(type, data, more = {}) {
      const reply = await post('/api/commands', {
        id: crypto.randomUUID(), branch: 'centre', date: await this.today(), command: { type, data }, ...more,
      });
      const answer = await reply.json();
      assert.equal(reply.status, 200, `${type}: ${JSON.stringify(answer)}`);
      return answer;
    },
    /** A ticket of somebody else, from afar: its id and number. */
    async ticket(service = 'cash') {
      const { events, link } = await this.command('ticket.take',
        { service, segment: 'ordinary', need: 'none', origin: 'remote' });
      return { ...events[0].data, link };
    },
    /** The events of today in the centre branch. */
    async events() {
      const reply = await fetch(`${lobby.url}/api/days/centre/${await this.today()}/events?after=0`);
      return (await reply.json()).events;
    },
    async kioskCode() {
      const reply = await post('/api/kiosk-codes', { branch: 'centre' });
      assert.ok(reply.ok, `no kiosk code: ${reply.status}`);
      return (await reply.json()).code;
    },
    async stop() {
      await lobby.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A hall for all tests of a file: `enter` gets it before them; after them nothing may have gone wrong in a page but
 * what was `expected`.
 * @param {(hall: Awaited<ReturnType<typeof hall>>) => void} enter
 * @param {{ staffed?: boolean, colleagues?: Record<string, string>, expected?: RegExp }} [options] staffed: wang sits at
 *   counter 1
 */
export function inHall(enter, { staffed = true, colleagues = {}, expected = /(?!)/ } = {}) {
  /** @type {Awaited<ReturnType<typeof hall>> | undefined} */
  let opened;
  before(async () => {
    opened = await hall(colleagues);
    await opened.logIn();
    if (staffed) await opened.command('counter.open', { counter: '1', teller: 'wang' });
    enter(opened);
  });
  after(async () => {
    await opened?.stop();
    assert.deepEqual((opened?.lobby.errors ?? []).filter((error) => !expected.test(error)), []);
  });
}

export { shown } from './harness.mjs';
/** @param {import('playwright-core').Locator} locator */
export const gone = (locator) => locator.first().waitFor({ state: 'detached', timeout: patience });
