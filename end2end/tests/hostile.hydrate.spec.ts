// Texts that somebody would import to make a page do something: nothing runs, wherever they are shown.
import { expect, test } from '@playwright/test';
import { startServer, type OwnServer } from '../support/own_server';

const RUN = 'window.hacked=(window.hacked||0)+1';
const PAYLOADS = [
  `<script>${RUN}</script>`, `<ScRiPt>${RUN}</sCrIpT>`, `"><script>${RUN}</script>`, `'><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`, `</desc></svg><script>${RUN}</script>`, `</table><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`, `--><script>${RUN}</script><!--`, `<img src=x onerror="${RUN}">`,
  `<img src=x onerror=${RUN}>`, `<svg onload="${RUN}">`, `<svg/onload=${RUN}//`, `<body onload=${RUN}>`,
  `<details open ontoggle=${RUN}>`, `<input autofocus onfocus=${RUN}>`, `" onmouseover="${RUN}`,
  `" autofocus onfocus="${RUN}`, `' onpointermove='${RUN}`, `javascript:${RUN}`,
  `<a href="javascript:${RUN}">x</a>`, `<iframe srcdoc="<script>parent.${RUN}</script>">`,
  `<object data="data:text/html,<script>${RUN}</script>">`, '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">', '<form action="https://evil.example/"><button>x',
  '<style>*{display:none}</style>', '<link rel=stylesheet href="https://evil.example/x.css">',
  `<leptos-island data-component="x"><script>${RUN}</script>`, `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `{{constructor.constructor('${RUN}')()}}`, `<math><mtext></form><form><mglyph><script>${RUN}</script>`,
];

const key = (number: number) => `12990${String(number).padStart(3, '0')}`;
const BODIES = ['schluessel', 'ebene', 'ars', 'name', 'art', 'einwohner', 'einwohner_stand', 'lat', 'lon', 'kreis', 'verband'];
const FACTS = [
  'kommune', 'kennzahl', 'stand', 'stimme', 'zustand', 'wert', 'genauigkeit', 'zaehler', 'nenner', 'zeitraum_von',
  'quelle_titel', 'quelle_adresse', 'quelle_stand', 'quelle_erfasst', 'quelle_art', 'quelle_nutzung', 'fundstelle', 'anmerkung',
];

/** Two years of a number, so that there is a chart, for a town whose every text is the payload. */
function facts(payload: string, number: number): string[][] {
  return ['2024', '2025'].map((year) => [
    key(number), 'maengelmeldungen-online', year, 'presse', 'belegt', '7', 'genau', '', '', `${year}-01-01`,
    payload, 'https://example.org/', '', '2026-11-22', 'presse', 'offen', payload, payload,
  ]);
}

let server: OwnServer;
test.beforeAll(async () => {
  const bodies = PAYLOADS.map((payload, number) =>
    [key(number), 'gemeinde', '', payload, payload, '1000', '2024-12-31', '', '', '', '']);
  server = await startServer([BODIES, ...bodies], [FACTS, ...PAYLOADS.flatMap(facts)]);
});
test.afterAll(() => server?.stop());

test('no imported text runs, loads or leads away', async ({ page }) => {
  test.setTimeout(240_000);
  const noise: string[] = [];
  page.on('dialog', (dialog) => { noise.push(`dialog ${dialog.message()}`); void dialog.dismiss(); });
  page.on('pageerror', (error) => noise.push(`error ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') noise.push(`console ${message.text()}`); });
  page.on('request', (request) => { if (!request.url().startsWith(server.base)) noise.push(`request ${request.url()}`); });
  const towns = PAYLOADS.map((_, number) => `/kommunen/${key(number)}`);
  const groups = [0, 8, 16, 24].map((first) =>
    Array.from({ length: 8 }, (_, place) => key(first + place)).join('~') + '&kennzahl=maengelmeldungen-online');
  const paths = [
    '/', '/en', '/kommunen?name=script', '/kommunen?land=12', '/kennzahlen/maengelmeldungen-online', ...towns,
    ...groups.flatMap((group) => [`/vergleich?kommunen=${group}`, `/en/vergleich?kommunen=${group}`, `/diagramme/vergleich.svg?kommunen=${group}`]),
    `/vergleich?dazu=${encodeURIComponent(PAYLOADS[0])}`, `/kommunen?name=${encodeURIComponent(PAYLOADS[9])}`,
  ];
  for (const path of paths) {
    const response = await page.goto(server.base + path, { waitUntil: 'networkidle' });
    expect(response?.status(), path).toBe(200);
    await page.mouse.move(300, 400);
    expect(await page.evaluate(() => 'hacked' in window), path).toBe(false);
    const handlers = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on'))
        || /^\s*javascript:/i.test(element.getAttribute('href') ?? '')).length);
    expect(handlers, path).toBe(0);
  }
  expect(noise).toEqual([]);
});
