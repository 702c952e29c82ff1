// Takes pictures of every page: `BASE_URL=… node screenshots.mjs <folder>`; see `cargo xtask screenshots`.
// In the documentation's folder stand the few that it shows, one window high; elsewhere all of them, whole.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './support/browser.mjs';

const PAGES = {
  start: '/',
  kommunen: '/kommunen',
  suche: '/kommunen?name=frankfurt',
  potsdam: '/kommunen/12054000',
  bremerhaven: '/kommunen/04012000',
  landkreis: '/kommunen/03359',
  verlauf: '/kommunen/12054000/verlauf',
  kennzahlen: '/kennzahlen',
  kennzahl: '/kennzahlen/maengelmeldungen-online',
  rangliste: '/kennzahlen/online-antraege-ct-test?hervorheben=08222000#werte',
  vergleich: '/vergleich?kommunen=05911000~05158026~12054000&kennzahl=maengelmeldungen-online',
  getrennt: '/vergleich?kommunen=05158026~05113000~12054000&kennzahl=maengelmeldungen-online~maengelmeldungen-alle-wege',
  themen: '/vergleich?kommunen=05158026~12054000~04012000&ansicht=matrix',
  leistungen: '/leistungen',
  leistung: '/leistungen/hundesteuer-anmeldung',
  'leistungen-bonn': '/kommunen/05314000/leistungen',
  'aemter-bonn': '/kommunen/05314000/aemter',
  produkte: '/produkte',
  produkt: '/produkte/allris',
  zusagen: '/zusagen',
  'zusagen-muenchen': '/kommunen/09162000/zusagen',
  anfragen: '/anfragen',
  anfrage: '/anfragen/bremerhaven-2023-af-30',
  entwurf: '/anfragen/entwurf?kommune=04012000',
  quelle: '/quellen/0a4b43cc942d',
  methodik: '/methodik',
  glossar: '/glossar',
  daten: '/daten',
  impressum: '/impressum',
  datenschutz: '/datenschutz',
  barrierefreiheit: '/barrierefreiheit',
  einbetten: '/einbetten/vergleich?kommunen=05158026~12054000&kennzahl=maengelmeldungen-online',
  english: '/en/kommunen/12054000',
  fehler: '/gibtesnicht',
};
const SHOWN = ['start-1440-light', 'vergleich-1440-light', 'potsdam-390-dark', 'rangliste-1440-dark'];
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
