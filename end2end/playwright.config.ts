// Every spec runs twice, with scripts off and on; only `*.hydrate.spec.ts` needs scripts.
// `cargo xtask test` starts the server and sets BASE_URL; by hand:
// `cargo xtask serve`, then `BASE_URL=http://127.0.0.1:… npx playwright test`.
import { defineConfig } from '@playwright/test';
import { launchOptions } from './support/browser.mjs';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'results',
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try hides a fault that a reader will meet.
  retries: 0,
  timeout: 60_000,
  use: {
    baseURL: process.env.BASE_URL,
    browserName: 'chromium',
    launchOptions,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'no-js', use: { javaScriptEnabled: false }, testIgnore: /\.hydrate\.spec\.ts$/ },
    // The bytes are the same with scripts and without: once is enough for the validator.
    { name: 'js', testIgnore: /valid\.spec\.ts$/ },
  ],
});
