// What assistive technology needs, on every page; axe is a script itself, so it runs only where scripts do.
import { expect, test } from '@playwright/test';
import { violations } from '../support/axe';
import { pages } from '../support/pages';

test.use({ bypassCSP: true });
// Six passes over a long page take their time where other tests run beside them.
test.setTimeout(180_000);

/** A window of 1280 by 1024 at 400 %, as WCAG 1.4.10 has it; a phone; a desktop. */
const WINDOWS = [
  { width: 320, height: 256 },
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

for (const { path, language } of pages) {
  test(`${path} breaks no rule of axe`, async ({ page }) => {
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // The languages differ in words alone: one size tells whether those are right.
      for (const size of language === 'de' ? WINDOWS : WINDOWS.slice(1, 2)) {
        await page.setViewportSize(size);
        expect(await violations(page), `${colorScheme}, ${size.width} wide`).toEqual([]);
      }
    }
  });
}
