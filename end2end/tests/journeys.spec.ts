// What readers come for; with the keyboard, with forms, and without scripts.
import { expect, test, type Page } from '@playwright/test';
import { comparison } from '../support/pages';
import { fromCsv, fromJson, fromTable, fromText } from '../support/numbers';

/** Presses Enter on a link or a button, as one does who has no mouse. */
async function enter(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector).first();
  await target.focus();
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
}

/** Adds a town to the comparison. */
async function add(page: Page, name: string): Promise<void> {
  const field = page.locator('form[action$="/vergleich"] input[name=dazu]');
  await field.fill(name);
  await field.press('Enter');
  await expect(page.locator('.chip', { hasText: name })).toBeVisible();
}

test('a town is found by its name, written without umlaut', async ({ page }) => {
  await page.goto('/');
  const field = page.locator('form[role=search] input[name=name]').first();
  await field.fill('Muenchen');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/kommunen\/09162000$/);
  await expect(page.locator('h1')).toContainText('München');
});

test('three towns are compared, beginning at one of them', async ({ page }) => {
  await page.goto('/kommunen/12054000');
  await enter(page, 'main a[href*="/vergleich?"], main form[action$="/vergleich"] [type=submit]');
  await expect(page).toHaveURL(/\/vergleich\?.*12054000/);
  await add(page, 'Monheim am Rhein');
  await add(page, 'Hamburg');
  await page.locator('form[action$="/vergleich"] select[name=kennzahl]').selectOption('maengelmeldungen-online');
  await enter(page, 'form[action$="/vergleich"]:has(select[name=kennzahl]) [type=submit]');
  await expect(page).toHaveURL(/kennzahl=maengelmeldungen-online/);
  await expect(page.locator('.chip')).toHaveCount(3);
  await expect(page.locator('figure.fig .fig__wide svg').first()).toBeVisible();
  await expect(page.locator('#werte table.tbl').first()).toContainText('Monheim');
});

test('on a phone, three page loads lead to six towns as picture, numbers and a link that stays', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  const loads = new Set<string>([page.url()]);
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) loads.add(frame.url());
  });
  await enter(page, 'header a[href="/vergleich"]');
  await expect(page).toHaveURL(/\/vergleich$/);
  await page.locator('select[name=kennzahl]').selectOption('maengelmeldungen-online');
  const field = page.locator('form[action$="/vergleich"] input[name=dazu]');
  await field.fill('Hamburg, Bochum, Potsdam, Monheim am Rhein, Bremerhaven, Augsburg');
  await field.press('Enter');
  await expect(page.locator('.chip')).toHaveCount(6);
  expect(loads.size).toBeLessThanOrEqual(3);
  const figure = page.locator('figure.fig').first();
  await expect(figure.locator('.fig__phone svg')).toBeVisible();
  for (const file of ['png', 'svg', 'csv', 'xlsx', 'json']) {
    const href = await figure.locator(`a[href*="/diagramme/vergleich.${file}?"]`).getAttribute('href');
    expect((await page.request.get(href!)).status()).toBe(200);
  }
  await expect(figure).toContainText('bekannt=r');
});

test('a narrow screen gets the chart that was drawn for it', async ({ page }) => {
  await page.goto(comparison);
  await expect(page.locator('figure.fig .fig__wide svg').first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator('figure.fig .fig__phone svg').first()).toBeVisible();
  await expect(page.locator('figure.fig .fig__wide svg').first()).toBeHidden();
});

test('a town is taken out of the comparison', async ({ page }) => {
  await page.goto(comparison);
  await expect(page.locator('.chip')).toHaveCount(3);
  await enter(page, '.chip:has-text("Hamburg") a[aria-label$="entfernen"]');
  await expect(page.locator('.chip')).toHaveCount(2);
  expect(new URL(page.url()).searchParams.get('kommunen')).not.toContain('02000000');
});

test('the picture, the table and the downloads tell the same numbers', async ({ page }) => {
  await page.goto(comparison);
  const download = async (ending: string): Promise<string> => {
    const href = await page.locator(`.take a[href*=".${ending}"]`).first().getAttribute('href');
    const response = await page.request.get(href!);
    expect(response.status(), href!).toBe(200);
    return response.text();
  };
  const table = await fromTable(page.locator('#werte table.tbl').first());
  expect(table.length).toBeGreaterThan(3);
  expect(fromCsv(await download('csv'))).toEqual(table);
  expect(fromJson(await download('json'))).toEqual(table);
  const picture = await download('svg');
  expect(picture).toMatch(/^(<\?xml[^>]*>\s*)?<svg /);
  // The file may add title and source to what the page draws, and leaves nothing out.
  const drawn = await page.locator('figure.fig .fig__wide svg').first().evaluate((svg) => svg.textContent ?? '');
  expect(fromText(picture)).toEqual(expect.arrayContaining(fromText(drawn)));
});

test('the language changes, and the page stays', async ({ page }) => {
  await page.goto('/kommunen/12054000');
  await enter(page, 'body a[hreflang="en"]');
  await expect(page).toHaveURL(/\/en\/kommunen\/12054000$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('h1')).toContainText('Potsdam');
  await enter(page, 'body a[hreflang="de"]');
  await expect(page).toHaveURL(/[^n]\/kommunen\/12054000$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('the first press of the tab key offers a way past the menu', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveAttribute('href', /#/);
});
