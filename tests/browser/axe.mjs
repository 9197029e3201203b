// axe-core, asked about a page of the running browser.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './harness.mjs';

const axe = await readFile(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core objects to on the page, a line each. Its scripts are let in past the page's own policy by the DevTools.
 * @param {import('playwright-core').Page} page
 */
export async function objections(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const report = await /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] });
    return report.violations.map((/** @type {any} */ one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3)
      .map((/** @type {any} */ node) => node.html).join(' | ')}`);
  });
  await session.detach();
  return found;
}
