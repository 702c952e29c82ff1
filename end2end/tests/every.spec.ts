// What holds for every page.
import { expect, test } from '@playwright/test';
import { letters } from '../support/letters';
import { pages } from '../support/pages';
import { watch } from '../support/watch';

/** The smallest letters: those of running text, and those in pictures. */
const SMALLEST = { text: 16, picture: 12 };

for (const { path, status, language } of pages) {
  test.describe(path, () => {
    test('is whole, and keeps to itself', async ({ page, context }) => {
      const { errors, strangers } = watch(page);
      const response = await page.goto(path, { waitUntil: 'networkidle' });
      expect(response?.status()).toBe(status);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.locator('h1')).toHaveText(/\S/);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page).toHaveTitle(/\S/);
      expect(errors).toEqual([]);
      expect(strangers).toEqual([]);
      expect(await context.cookies()).toEqual([]);
    });

    test('has letters that can be read', async ({ page }) => {
      await page.goto(path);
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const all = await letters(page);
        expect(all.length).toBeGreaterThan(0);
        // A hundredth of a pixel is what scaling a picture may cost.
        const small = all.filter(({ size, drawn }) => size < (drawn ? SMALLEST.picture : SMALLEST.text) - 0.01);
        expect(small, `${width} wide`).toEqual([]);
      }
    });
  });
}
