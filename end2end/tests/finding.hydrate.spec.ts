// What scripts add to finding and sorting: proposals while typing, tables that sort in place, sliders for years.
import { expect, test, type Page } from '@playwright/test';
import { comparison } from '../support/pages';

/** Types into a field of municipalities once its script is there, and waits for the proposals. */
async function type(page: Page, selector: string, text: string): Promise<void> {
  const field = page.locator(selector);
  await expect(field).toHaveAttribute('role', 'combobox');
  await field.pressSequentially(text);
  await expect(page.locator('[role=listbox]:visible [role=option]').first()).toBeVisible();
}

test('the keyboard chooses a proposal and leads to the town', async ({ page }) => {
  await page.goto('/');
  await type(page, '#name', 'munster');
  const field = page.locator('#name');
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  const options = page.locator('[role=option]');
  await expect(options).toHaveText([/^Münster.*Nordrhein-Westfalen/, /^Munster.*Niedersachsen/, /^Bad Münstereifel/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id'))!);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/kommunen\/03358016$/);
});

test('escape closes the proposals, and what was typed stays', async ({ page }) => {
  await page.goto('/kommunen');
  await type(page, '#name', 'potsdam');
  await page.keyboard.press('Escape');
  await expect(page.locator('[role=listbox]')).toBeHidden();
  await expect(page.locator('#name')).toHaveValue('potsdam');
  await expect(page.locator('#name')).toHaveAttribute('aria-expanded', 'false');
});

test('a chosen proposal is added to the comparison', async ({ page }) => {
  await page.goto('/vergleich?kommunen=12054000');
  await type(page, '#dazu', 'hambu');
  await page.locator('[role=option]').first().click();
  await expect(page).toHaveURL(/kommunen=12054000~02000000/);
});

test('who is taken out of a comparison leaves the colours of the others', async ({ page }) => {
  await page.goto(comparison);
  const colour = (name: string) =>
    page.locator('.chip', { hasText: name }).locator('.swatch').evaluate((swatch) => swatch.className);
  const before = await colour('Hamburg');
  await page.locator('.chip a').first().click();
  await expect(page.locator('.chip')).toHaveCount(2);
  expect(await colour('Hamburg')).toBe(before);
});

test('a head sorts the table in place, and the address says so', async ({ page }) => {
  await page.goto('/kennzahlen/maengelmeldungen-online?gruppe=alle', { waitUntil: 'networkidle' });
  const head = page.locator('#werte thead th', { hasText: 'Einwohner' });
  const people = async () => {
    const cells = await page.locator('#werte tbody td[data-l=Einwohner]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-s')));
    return cells.filter(Boolean).map(Number);
  };
  await head.locator('a').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  const falling = await people();
  expect(falling.length).toBeGreaterThan(3);
  expect(falling).toEqual(falling.toSorted((a, b) => b - a));
  await head.locator('a').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  expect(await people()).toEqual(falling.toReversed());
  expect(new URL(page.url()).searchParams.get('sortierung')).toBe('einwohner');
});

test('a slider sets the field of its year', async ({ page }) => {
  await page.goto(comparison);
  const slider = page.locator('.years input[type=range]').first();
  await expect(slider).toBeVisible();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  const year = await slider.inputValue();
  await expect(page.locator('#von')).toHaveValue(year);
});
