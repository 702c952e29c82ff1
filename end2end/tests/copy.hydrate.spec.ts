// With scripts, the draft is copied by one press.
import { expect, test } from '@playwright/test';

test('a press copies the letter', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/anfragen/entwurf?kommune=04012000&thema=messenger');
  const button = page.getByRole('button', { name: 'Text kopieren' });
  await button.click();
  await expect(page.getByRole('button', { name: 'Kopiert' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe((await page.locator('pre.draft__text').textContent())?.trim());
});
