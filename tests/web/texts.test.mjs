// The product's texts: both languages say the same things, nothing is missing, nothing is left over, and no text
// stands in the code.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const languages = ['zh', 'en'];

/** @param {string} folder @param {RegExp} ending @returns {string[]} */
function filesIn(folder, ending) {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const below = path.join(folder, name);
    if (statSync(path.join(root, below)).isDirectory()) return name === '__pycache__' ? [] : filesIn(below, ending);
    return ending.test(name) ? [below] : [];
  });
}

const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), 'utf8');

/** Every area's texts of a language, with the file each key stands in. */
function textsOf(/** @type {string} */ language) {
  /** @type {Map<string, {text: string, file: string}>} */
  const all = new Map();
  for (const file of filesIn(`assets/strings/${language}`, /\.json$/)) {
    for (const [key, text] of Object.entries(JSON.parse(read(file)))) {
      assert.equal(typeof text, 'string', `${file}: ${key}`);
      assert.ok(!all.has(key), `${file}: ${key} stands in ${all.get(key)?.file} as well`);
      all.set(key, { text, file });
    }
  }
  return all;
}

const texts = Object.fromEntries(languages.map((language) => [language, textsOf(language)]));
const families = /** @type {string[]} */ (JSON.parse(read('assets/strings/families.json')).families);
const areas = new Set([...texts.zh.keys()].map((key) => key.split('.')[0]));

/** Code without its comments, so that what is said about texts is not taken for one. @param {string} code */
function withoutComments(code) {
  return code.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) => (part.startsWith('"') ? part : ' '));
}

/** What looks like a key of one of the areas in the literals of a file; a prefix ends with a dot. */
function literalsOf(/** @type {string} */ file) {
  const code = file.endsWith('.py') ? read(file) : withoutComments(read(file));
  const found = [...code.matchAll(/["']([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*\.?)["']/g)].map((match) => match[1]);
  // f"message.month.{number}"
  if (file.endsWith('.py')) found.push(...[...code.matchAll(/["']([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*\.)\{/g)].map((match) => match[1]));
  return found.filter((literal) => literal.includes('.') && areas.has(literal.split('.')[0]));
}

const views = filesIn('ui', /\.(cpp|hpp)$/);
const others = [...filesIn('core', /\.(cpp|hpp)$/), ...filesIn('server', /\.(py|cpp)$/)];
const inViews = new Map(views.flatMap((file) => literalsOf(file).map((literal) => [literal, file])));
const everywhere = new Set([...inViews.keys(), ...others.flatMap(literalsOf)]);

test('every text is there in both languages', () => {
  for (const [one, other] of [['zh', 'en'], ['en', 'zh']]) {
    const missing = [...texts[one].keys()].filter((key) => !texts[other].has(key));
    assert.deepEqual(missing, [], `in ${one}, not in ${other}`);
  }
});

test('no text is empty, and both languages fill in the same places', () => {
  const places = (/** @type {string} */ text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort();
  for (const [key, { text }] of texts.zh) {
    const english = texts.en.get(key)?.text ?? '';
    assert.ok(text.trim() && english.trim(), `${key} is empty`);
    assert.deepEqual(places(text), places(english), key);
  }
});

test('every key the code names has its text', () => {
  const missing = [...inViews].filter(([key]) => !key.endsWith('.') && !texts.zh.has(key)
    && ![...texts.zh.keys()].some((other) => other.startsWith(`${key}.`)));
  assert.deepEqual(missing.map(([key, file]) => `${file}: ${key}`), []);
});

test('every call of tr() with a literal names a text', () => {
  const missing = views.flatMap((file) => [...withoutComments(read(file)).matchAll(/\b(?:tr|has_text)\(\s*"([^"]*)"\s*[,)]/g)]
    .filter((match) => !texts.zh.has(match[1])).map((match) => `${file}: ${match[1]}`));
  assert.deepEqual(missing, []);
});

test('a program carries the texts its pages name, and no area that none of them names', () => {
  /** @type {Record<string, string[]>} */
  const carried = JSON.parse(read('assets/strings/programs.json'));
  const made = [...read('cmake/page.cmake').matchAll(/^lobby_program\(\w+ (\w+) ([\w ]+)\)$/gm)];
  assert.deepEqual(made.map(([, program]) => program).sort(), Object.keys(carried).sort());
  for (const [, program, places] of made) {
    const folders = ['app', 'kit', ...places.split(' ')].map((name) => `ui/${name}`);
    const named = new Map(folders.flatMap((folder) => filesIn(folder, /\.(cpp|hpp)$/))
      .flatMap((file) => literalsOf(file).map((literal) => [literal, file])));
    const used = new Set();
    for (const [key, { file }] of texts.zh) {
      const area = path.basename(file, '.json');
      const by = [...named].find(([literal]) => (literal.endsWith('.') ? key.startsWith(literal) : key === literal));
      if (!by) continue;
      assert.ok(carried[program].includes(area), `${program}: ${by[1]} names ${key} of ${area}.json`);
      used.add(area);
    }
    assert.deepEqual([...used].sort(), [...carried[program]].sort(), program);
  }
});

test('no text is left over', () => {
  const prefixes = [...families, ...[...everywhere].filter((literal) => literal.endsWith('.'))];
  const unused = [...texts.zh].filter(([key]) => !everywhere.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
  assert.deepEqual(unused.map(([key, { file }]) => `${file}: ${key}`), []);
});

test('every prefix the code puts a name behind has texts', () => {
  const empty = [...everywhere].filter((literal) => literal.endsWith('.') && ![...texts.zh.keys()].some((key) => key.startsWith(literal)));
  assert.deepEqual(empty, []);
});

test('no Chinese text stands in the code of the page', () => {
  const found = views.flatMap((file) => [...withoutComments(read(file)).matchAll(/"(?:[^"\\\n]|\\.)*"/g)]
    .filter((match) => /\p{Unified_Ideograph}/u.test(match[0])).map((match) => `${file}: ${match[0]}`));
  assert.deepEqual(found, []);
});

test('Chinese texts use Chinese punctuation', () => {
  const wrong = [...texts.zh].filter(([, { text }]) => /\p{Script=Han}\s*[,;:?!]|[,;:?!]\s*\p{Script=Han}/u.test(text.replace(/^\S+(,\S+)+$/u, '')));
  assert.deepEqual(wrong.map(([key, { text }]) => `${key}: ${text}`), []);
});

test('views draw by the kit alone', () => {
  const folders = ['customer', 'kiosk', 'screen', 'desk', 'manager', 'trainer'].map((name) => `ui/${name}`);
  const present = folders.filter((folder) => readdirSync(path.join(root, 'ui')).includes(path.basename(folder)));
  assert.ok(present.length >= 5, 'the places are there');
  const found = present.flatMap((folder) => filesIn(folder, /\.(cpp|hpp)$/))
    .filter((file) => /ImGui|imgui|SDL|GLES|emscripten|EM_JS|ui\/kit\/(?!kit\.hpp)/.test(withoutComments(read(file))));
  assert.deepEqual(found, []);
});

test('the core knows nobody', () => {
  const found = filesIn('core', /\.(cpp|hpp)$/).filter((file) => /#include "(?!core\/)/.test(read(file)));
  assert.deepEqual(found, []);
});
