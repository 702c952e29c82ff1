// Takes pictures of the main pages: `BASE_URL=… node screenshots.mjs <folder>`; see `cargo xtask screenshots`.
// In the documentation's folder stand the few that it shows, one window high; elsewhere all of them, whole.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './support/browser.mjs';

const PAGES = {
  start: '/',
  potsdam: '/kommunen/12054000',
  kennzahl: '/kennzahlen/maengelmeldungen-online',
  vergleich: '/vergleich?kommunen=05911000~05158026~12054000&kennzahl=maengelmeldungen-online',
  getrennt: '/vergleich?kommunen=05158026~05113000~12054000&kennzahl=maengelmeldungen-online~maengelmeldungen-alle-wege',
  kommunen: '/kommunen',
  bremerhaven: '/kommunen/04012000',
  fehler: '/gibtesnicht',
};
const SHOWN = ['start-1440-light', 'vergleich-1440-light', 'potsdam-390-dark'];
const SIZES = [{ width: 390, height: 844 }, { width: 1440, height: 900 }];

const [folder] = process.argv.slice(2);
if (!folder || !process.env.BASE_URL) {
  throw new Error('usage: BASE_URL=http://… node screenshots.mjs <folder>');
}
const documentation = folder.endsWith('docs/screenshots');
await mkdir(folder, { recursive: true });
const browser = await chromium.launch(launchOptions);
for (const viewport of SIZES) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      baseURL: process.env.BASE_URL, viewport, colorScheme, locale: 'de-DE', reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(PAGES)) {
      const title = `${name}-${viewport.width}-${colorScheme}`;
      if (documentation && !SHOWN.includes(title)) continue;
      const response = await page.goto(path, { waitUntil: 'networkidle' });
      if (name !== 'fehler' && !response?.ok()) throw new Error(`${path} answered ${response?.status()}`);
      const file = join(folder, `${title}.png`);
      await page.screenshot({ path: file, fullPage: !documentation });
      console.log(file);
    }
    await context.close();
  }
}
await browser.close();
