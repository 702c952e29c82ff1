// What assistive technology needs, on every page; axe is a script itself, so it runs only where scripts do.
import { expect, test } from '@playwright/test';
import { violations } from '../support/axe';
import { pages } from '../support/pages';

test.use({ bypassCSP: true });

for (const { path } of pages) {
  test(`${path} breaks no rule of axe`, async ({ page }) => {
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await violations(page), `${colorScheme}, ${width} wide`).toEqual([]);
      }
    }
  });
}
