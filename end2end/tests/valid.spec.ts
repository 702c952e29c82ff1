// Every page is HTML as the standard has it, before a browser mends it.
import { expect, test } from '@playwright/test';
import { faults } from '../support/valid';
import { pages } from '../support/pages';

for (const { path } of pages) {
  test(`${path} is valid HTML`, async ({ request }) => {
    const response = await request.get(path);
    expect(await faults(await response.text())).toEqual([]);
  });
}

test('the validator finds what browsers forgive', async () => {
  const broken = '<!DOCTYPE html>\n<html lang="de"><head><title>x</title></head><body><p><div id="a"></div></p><i id="a"></i></body></html>\n';
  const found = (await faults(broken)).map((fault) => fault.split(':')[0]);
  expect(found).toEqual(expect.arrayContaining(['close-order', 'no-dup-id']));
});
