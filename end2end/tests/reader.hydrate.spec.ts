// The island that reads a chart out: with arrow keys, with a pointer, and after a page came from the cache.
import { expect, test, type Page } from '@playwright/test';
import { comparison } from '../support/pages';

const OUTPUT = '.reader output';

/** Moves the focus to the reader; it is hidden until the module has been loaded. */
async function focusReader(page: Page): Promise<void> {
  const reader = page.locator('.reader').first();
  await expect(reader).toBeVisible();
  await reader.focus();
  await expect(reader).toBeFocused();
}

/** Waits until an action changes what the reader says. */
async function changes(page: Page, action: () => Promise<void>): Promise<void> {
  const output = page.locator(OUTPUT).first();
  const before = await output.textContent();
  await expect(async () => {
    await action();
    expect(await output.textContent()).not.toBe(before);
  }).toPass({ timeout: 15_000 });
}

/** Reports what the security policy refused since the page was opened. */
async function refusals(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { refusals: string[] }).refusals);
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const refusals: string[] = [];
    (window as unknown as { refusals: string[] }).refusals = refusals;
    document.addEventListener('securitypolicyviolation', (event) => {
      refusals.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
});

test('arrow keys move through the values', async ({ page }) => {
  await page.goto(comparison);
  await focusReader(page);
  await changes(page, () => page.keyboard.press('ArrowLeft'));
  await changes(page, () => page.keyboard.press('ArrowLeft'));
  await changes(page, () => page.keyboard.press('ArrowRight'));
  expect(await refusals(page)).toEqual([]);
});

test('the pointer reads the value that it is over', async ({ page }) => {
  await page.goto(comparison);
  const chart = page.locator('.fig:has(.reader) .fig__wide svg').first();
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  const over = (part: number) => () => page.mouse.move(box.x + box.width * part, box.y + box.height / 2, { steps: 4 });
  await changes(page, over(0.7));
  await changes(page, over(0.3));
  expect(await refusals(page)).toEqual([]);
});

test('a page that the browser had already, and the server confirmed, works like a new one', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  // The page sees 200 for a confirmed answer; only the browser knows that it was 304.
  const statuses: number[] = [];
  session.on('Network.responseReceivedExtraInfo', ({ statusCode }) => statuses.push(statusCode));
  await page.goto(comparison, { waitUntil: 'networkidle' });
  statuses.length = 0;
  await page.goto('about:blank');
  await page.goto(comparison, { waitUntil: 'networkidle' });
  expect(statuses[0]).toBe(304);
  await focusReader(page);
  await changes(page, () => page.keyboard.press('ArrowLeft'));
  expect(await refusals(page)).toEqual([]);
});
