import type { Page } from '@playwright/test';

/**
 * Collects what a page must not do: errors on the console, and requests to anyone else.
 *
 * To be called before the page is opened. The browser reports the status of the page itself as an
 * error when it is 404; that one is wanted, and left out.
 */
export function watch(page: Page): { errors: string[]; strangers: string[] } {
  const errors: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    const ofThePage = message.location().url === page.url() && message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !ofThePage) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== process.env.BASE_URL) {
      strangers.push(request.url());
    }
  });
  return { errors, strangers };
}
