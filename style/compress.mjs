// Writes NAME.br beside every asset whose size counts, as small as Brotli can, once per name: names carry a hash.
//   node style/compress.mjs DIR

import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node style/compress.mjs DIR');
  process.exit(1);
}
const names = new Set(await readdir(folder));
for (const name of names) {
  if (name.endsWith('.br') && !names.has(name.slice(0, -3))) await rm(join(folder, name));
  if (!/\.(css|js|wasm|svg)$/.test(name) || names.has(`${name}.br`)) continue;
  const bytes = await readFile(join(folder, name));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(join(folder, `${name}.br`), brotliCompressSync(bytes, { params }));
}
