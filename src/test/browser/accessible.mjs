// What axe says of a page, in every look that it may have.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { expectFits } from './stage.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'dark', width: 320 },
  { colorScheme: 'light', width: 320 },
];

/** A scenario that shows something to axe. */
export const accessible = (name, show) => test(`axe finds nothing, light and dark, wide and 320 pixels: ${name}`, show);

/** What axe finds in every look of what is shown; `prepare` shows again what does not outlive another size. */
export async function expectAccessible(page, prepare = async () => undefined) {
  // By the browser's tools: the page's policy would refuse a script that is not its own.
  await page.evaluate(AXE);
  for (const { colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await prepare();
    const found = await page.evaluate(async () => {
      // Half-way between two schemes nothing can be read. What inherits a colour may begin to change when its parent has.
      for (let calm = 0; calm < 3; ) {
        await new Promise((next) => requestAnimationFrame(next));
        const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
        await Promise.allSettled(changing.map((one) => one.finished));
        calm = changing.length > 0 ? 0 : calm + 1;
      }
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary)]);
    });
    assert.deepEqual(found, [], `${colorScheme}, ${width} pixels`);
    await expectFits(page);
  }
}
