// Weighs a page: `node weight.mjs URL` prints requests, kilobytes on the wire by kind, and the time of the largest
// contentful paint in milliseconds, the middle of five loads with an empty cache; see `cargo xtask bench`.
import { chromium } from '@playwright/test';
import { launchOptions } from './support/browser.mjs';

const LOADS = 5;
const [url] = process.argv.slice(2);
const browser = await chromium.launch(launchOptions);
const loads = [];
for (let load = 0; load < LOADS; load += 1) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const kinds = new Map();
  const bytes = {};
  let requests = 0;
  devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type.toLowerCase()));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'other';
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
    requests += 1;
  });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      window.largestPaint = list.getEntries().at(-1).startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  loads.push({ requests, bytes, paint: await page.evaluate(() => window.largestPaint) });
  await context.close();
}
await browser.close();
const middle = loads.sort((a, b) => a.paint - b.paint)[Math.floor(LOADS / 2)];
const kilobytes = Object.entries(middle.bytes).map(([kind, length]) => [kind, Number((length / 1000).toFixed(1))]);
console.log(JSON.stringify({ ...middle, bytes: undefined, kilobytes: Object.fromEntries(kilobytes) }));
