// Takes pictures of the main pages: `BASE_URL=… node screenshots.mjs <folder>`; see `cargo xtask screenshots`.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './support/browser.mjs';

const PAGES = {
  start: '/',
  potsdam: '/kommunen/12054000',
  kennzahl: '/kennzahlen/maengelmeldungen-online',
  vergleich: '/vergleich?kommunen=05158026~12054000~02000000&kennzahl=maengelmeldungen-online',
};
const SIZES = [{ width: 390, height: 844 }, { width: 1440, height: 900 }];

const [folder] = process.argv.slice(2);
if (!folder || !process.env.BASE_URL) {
  throw new Error('usage: BASE_URL=http://… node screenshots.mjs <folder>');
}
await mkdir(folder, { recursive: true });
const browser = await chromium.launch(launchOptions);
for (const viewport of SIZES) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      baseURL: process.env.BASE_URL, viewport, colorScheme, locale: 'de-DE', reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(PAGES)) {
      const response = await page.goto(path, { waitUntil: 'networkidle' });
      if (!response?.ok()) throw new Error(`${path} answered ${response?.status()}`);
      const file = join(folder, `${name}-${viewport.width}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    }
    await context.close();
  }
}
await browser.close();
