import type { Locator } from '@playwright/test';

/** Numbers as people write them in German: `1.917`, `12,5`, `−3`. */
const GERMAN = /[-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[-−]?\d+(?:,\d+)?/g;

/** Returns the values of a table of values: the first number of each cell of its column of numbers, sorted. */
export async function fromTable(table: Locator): Promise<number[]> {
  const cells = await table.locator('tbody td.n b').allInnerTexts();
  return sorted(cells.flatMap((cell) => fromText(cell).slice(0, 1)));
}

/** Returns the column `value` of a file of comma-separated values, sorted. */
export function fromCsv(text: string): number[] {
  const [heading, ...records] = recordsOf(text);
  const column = heading.indexOf('value');
  return sorted(records.map((record) => record[column]).filter(Boolean).map(Number));
}

/** Returns the values of the rows of a JSON document, sorted. */
export function fromJson(text: string): number[] {
  const { rows } = JSON.parse(text) as { rows: { value: number | null }[] };
  return sorted(rows.flatMap(({ value }) => (value === null ? [] : [value])));
}

/** Returns every number in a text, in its order. */
export function fromText(text: string): number[] {
  const plain = (number: string) => number.replace('−', '-').replaceAll('.', '').replace(',', '.');
  return (text.match(GERMAN) ?? []).map(plain).map(Number);
}

/** Splits RFC 4180: fields may be quoted, and hold commas, line breaks and doubled quotes then. */
function recordsOf(text: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') records.push([]);
  }
  return records.filter((record) => record.length > 1);
}

function sorted(numbers: number[]): number[] {
  return numbers.toSorted((a, b) => a - b);
}
