// Builds style-<hash>.css, the subset typeface, the icon and style.json into one folder.
//   node style/build.mjs --out DIR [--charts FILE]
// Runs once, needs no network, and writes the same bytes for the same input.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundleAsync, transform } from 'lightningcss';
import subsetFont from 'subset-font';
import { selectKern } from './kern.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const KERN = dirname(createRequire(import.meta.url).resolve('@kern-ux/native/package.json'));

const BUDGET = { cssRaw: 60_000, cssGzip: 12_000, font: 25_000, chartFont: 60_000 };
const FACES = [
  { weight: 400, file: 'FiraSans-Regular.woff2' },
  { weight: 600, file: 'FiraSans-SemiBold.woff2' },
];
// Basic Latin, Latin-1 and Latin Extended-A (German, Sorbian, Danish, Polish, Turkish names), then single signs.
const LETTERS = range(0x20, 0x7e) + range(0xa0, 0x17f) + '\u021a\u021b\u1e9e' + '€„“”‚‘’–—…·×−→←↑↓›‹≤≥≈•';
// What only charts print: hyphens, primes, a dagger, an unequal sign.
const CHART_LETTERS = `${LETTERS}\u2010\u2011\u2020\u2032\u2033\u2260`;
const FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'liga', 'lnum', 'tnum'];
// Versions are encoded as major << 16 | minor << 8.
const TARGETS = { chrome: 111 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) };

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' },
    charts: { type: 'string' },
    'watch-less': { type: 'boolean' }, // there is no watching mode; accepted so that callers may say so
  },
});
if (!options.out) fail('usage: node style/build.mjs --out DIR [--charts FILE]');

const out = resolve(options.out);
await mkdir(out, { recursive: true });

const chartsFile = options.charts ? resolve(options.charts) : join(out, 'charts.css');
if (options.charts && !existsSync(chartsFile)) fail(`no such file: ${options.charts}`);

const files = new Map();
const fonts = [];
// The server draws the words of PNG pictures with these; no page loads them.
const chartFonts = [];
for (const face of FACES) {
  const path = join(KERN, 'dist/fonts/fira-sans', face.file);
  const bytes = await subset(path, LETTERS, 'woff2');
  fonts.push({ ...face, name: add(`fira-sans-${face.weight}`, 'woff2', bytes), size: bytes.length });
  const drawn = await subset(path, CHART_LETTERS, 'sfnt');
  chartFonts.push({ ...face, name: add(`chart-${face.weight}`, 'ttf', drawn), size: drawn.length });
}
const favicon = add('favicon', 'svg', await readFile(join(HERE, 'favicon.svg')));
const css = await stylesheet(fonts);
const style = add('style', 'css', css);
const zipped = gzipSync(css, { level: 9 }).length;

const names = (faces) => faces.map((face) => face.name);
const manifest = { style, fonts: names(fonts), chart_fonts: names(chartFonts), favicon };
for (const [name, bytes] of files) await writeFile(join(out, name), bytes);
await writeFile(join(out, 'style.json'), `${JSON.stringify(manifest)}\n`);
await removeStale();

const sizes = fonts.map((font) => `${font.weight} ${font.size} B`).join(', ');
console.log(`${style}: ${css.length} B, ${zipped} B gzip; Fira Sans ${sizes}; charts ${existsSync(chartsFile) ? 'in' : 'none'}`);

for (const [what, size, limit] of [
  ['stylesheet', css.length, BUDGET.cssRaw],
  ['stylesheet, gzip', zipped, BUDGET.cssGzip],
  ...fonts.map((font) => [font.name, font.size, BUDGET.font]),
  ...chartFonts.map((font) => [font.name, font.size, BUDGET.chartFont]),
]) {
  if (size > limit) fail(`${what}: ${size} B is over the budget of ${limit} B`);
}

/** main.css with everything it imports; the three `generated/` names are made here. */
async function stylesheet(faces) {
  const generated = {
    'generated/fonts.css': faces.map(fontFace).join('\n'),
    'generated/kern.css': selectKern(await readFile(join(KERN, 'dist/kern.css'), 'utf8')),
    'generated/charts.css': existsSync(chartsFile) ? await readFile(chartsFile, 'utf8') : '',
  };
  const { code, warnings } = await bundleAsync({
    filename: join(HERE, 'main.css'),
    minify: true,
    targets: TARGETS,
    resolver: {
      read: async (path) => generated[path] ?? readFile(path, 'utf8'),
      resolve: (name, from) => (name in generated ? name : resolve(dirname(from), name)),
    },
  });
  if (warnings.length > 0) fail(warnings.map((warning) => warning.message).join('\n'));
  // Colour-profile fallbacks and the like can repeat rules across imports: one more pass merges them.
  const text = transform({ filename: 'style.css', code, minify: true, targets: TARGETS }).code.toString();
  for (const [, address] of text.matchAll(/url\(\s*"?([^")]+)/g)) {
    if (!files.has(address)) fail(`url(${address}) is not one of our files`);
  }
  return Buffer.from(text);
}

function fontFace({ weight, name }) {
  return `@font-face { font-family: "Fira Sans"; font-weight: ${weight}; font-display: swap; src: url("${name}") format("woff2"); }`;
}

async function subset(path, letters, targetFormat) {
  return subsetFont(await readFile(path), letters, {
    targetFormat,
    keepFeatures: FEATURES,
    noHinting: true,
    // Copyright and licence stay in the file, and the family under which a drawing asks for it.
    preserveNameIds: [0, 1, 2, 13, 14, 16, 17],
  });
}

function add(stem, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const name = `${stem}-${hash}.${extension}`;
  files.set(name, bytes);
  return name;
}

async function removeStale() {
  const ours = /^(style|fira-sans-\d+|chart-\d+|favicon)-[0-9a-f]{10}\.(css|woff2|ttf|svg)$/;
  for (const name of await readdir(out)) {
    if (ours.test(name) && !files.has(name)) await rm(join(out, name));
  }
}

function range(first, last) {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

function fail(message) {
  console.error(`style: ${message}`);
  process.exit(1);
}
