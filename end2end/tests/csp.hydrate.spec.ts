// A script without a hash does not run, where scripts run at all.
import { expect, test } from '@playwright/test';

test('a script that someone slips into a page does not run', async ({ page }) => {
  await page.goto('/');
  const outcome = await page.evaluate(async () => {
    const refused = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
    });
    const script = document.createElement('script');
    script.textContent = 'window.slipped = true;';
    document.body.append(script);
    return { directive: await refused, ran: 'slipped' in window };
  });
  expect(outcome).toEqual({ directive: 'script-src-elem', ran: false });
});
