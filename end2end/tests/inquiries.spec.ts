// A council member: from the start page to the changes and to the ready question, with a phone and without scripts.
import { expect, test } from '@playwright/test';

for (const width of [390, 1440]) {
  test(`${width} wide, three page loads lead to the changes since the last inquiry and to the question`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/');
    const loads: string[] = [];
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) loads.push(frame.url());
    });

    const field = page.locator('form[role=search] input[name=name]').first();
    await field.fill('Bremerhaven');
    await field.press('Enter');
    await expect(page).toHaveURL(/\/kommunen\/04012000$/);
    await expect(page.locator('h1')).toHaveText('Bremerhaven');

    // The last inquiry is chosen already; choosing it says so in the address.
    await page.locator('select[name=seit]').selectOption('2023-11-16');
    await page.locator('form.since [type=submit]').first().click();
    await expect(page).toHaveURL(/seit=2023-11-16/);
    const news = page.locator('#neu .news li');
    expect(await news.count()).toBeGreaterThan(0);
    await expect(news.first().locator('a[href^="http"]')).toBeVisible();

    await page.locator('.asks .ask').first().click();
    await expect(page).toHaveURL(/\/anfragen\/entwurf\?kommune=04012000&thema=/);
    await expect(page.locator('pre.draft__text')).toContainText('1. ');
    await expect(page.locator('pre.draft__text')).toContainText('Bremerhaven');
    expect(new Set(loads).size).toBeLessThanOrEqual(3);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  });
}

test('the questions of an inquiry are put to another town', async ({ page }) => {
  await page.goto('/anfragen');
  await page.locator('.asked a[href$="/anfragen/buxtehude-2020"]').click();
  await expect(page.locator('ol.qa > li')).toHaveCount(8);
  const field = page.locator('input[name=fuer]');
  await field.fill('Potsdam');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/kommunen\/12054000\?fragen=buxtehude-2020$/);
  await expect(page.locator('ol.qa > li')).toHaveCount(8);
});

test('the draft is saved as a text file that says what the page says', async ({ page }) => {
  await page.goto('/anfragen/entwurf?kommune=12054000&thema=messenger');
  const file = await page.locator('a[href*="/anfragen/entwurf.txt"]').getAttribute('href');
  const response = await page.request.get(file!);
  expect(response.headers()['content-type']).toBe('text/plain; charset=utf-8');
  const shown = await page.locator('pre.draft__text').textContent();
  expect((await response.text()).trim()).toBe(shown?.trim());
});

test('topics are chosen with check boxes', async ({ page }) => {
  await page.goto('/anfragen/entwurf?kommune=12054000&thema=messenger');
  await page.locator('label[for=thema-e-akte]').click();
  await page.locator('.draft__side form:has(fieldset) [type=submit]').click();
  await expect(page).toHaveURL(/thema=e-akte~messenger$/);
  await expect(page.locator('pre.draft__text')).toContainText('2. ');
});
