// Nothing is wider than the narrowest phone, whatever typeface the letters come in: ours may be late, and the system's
// own are wider.
import { expect, test } from '@playwright/test';
import { pages } from '../support/pages';

for (const { path } of pages) {
  for (const late of [false, true]) {
    test(`${path} fits on the narrowest phone${late ? ' while the typeface is missing' : ''}`, async ({ page }) => {
      if (late) await page.route('**/*.woff2', (route) => route.abort());
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(320);
    });
  }
}
