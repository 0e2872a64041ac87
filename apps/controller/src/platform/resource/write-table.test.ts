import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Table } from './table.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

async function* tableOf(...pages: unknown[][][]): Table {
  yield* pages;
}

const collect = async <Chunk>(chunks: AsyncIterable<Chunk>): Promise<Chunk[]> => {
  const all: Chunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
};
const csv = async (...pages: unknown[][][]) => (await collect(writeCsv(tableOf(...pages)))).join('');
const sheet = async (...pages: unknown[][][]) => {
  const files = unzipSync(Buffer.concat(await collect(writeXlsx(tableOf(...pages)))));
  return { files, xml: strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array()) };
};

describe('writeCsv', () => {
  it('writes numbers and truth as they are, documents as JSON, and nothing for null', async () => {
    expect(
      await csv(
        [['a', 'b']],
        [
          [-1.5, true],
          [null, undefined],
          [['x', 1], { y: 'z' }],
        ],
      ),
    ).toBe('a,b\r\n-1.5,true\r\n,\r\n"[""x"",1]","{""y"":""z""}"\r\n');
  });

  it('never lets a text begin like a formula, and loses nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",\'a1ü'), maxLength: 8 }),
        async (text) => {
          const line = await csv([[text, 'end']]);
          const cell = line.slice(0, -',end\r\n'.length);
          const value = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
          expect(value).not.toMatch(/^[=+\-@\t\r]/);
          expect([text, `'${text}`]).toContain(value);
        },
      ),
    );
  });
});

describe('writeXlsx', () => {
  it('writes a workbook with one sheet', async () => {
    const { files, xml } = await sheet([['name', 'count']], [['a', 1]], [['b', Number.NaN]]);
    expect(Object.keys(files).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(xml.match(/<row>.*?<\/row>/g)).toEqual([
      '<row><c t="inlineStr"><is><t xml:space="preserve">name</t></is></c><c t="inlineStr"><is><t xml:space="preserve">count</t></is></c></row>',
      '<row><c t="inlineStr"><is><t xml:space="preserve">a</t></is></c><c><v>1</v></c></row>',
      '<row><c t="inlineStr"><is><t xml:space="preserve">b</t></is></c><c t="inlineStr"><is><t xml:space="preserve">NaN</t></is></c></row>',
    ]);
  });

  it('escapes what XML would take for its own, and replaces what it cannot hold', async () => {
    const { xml } = await sheet([['<a> & "b" \u0000\u001b\uffff\ud800 ü😀\n']]);
    expect(xml).toContain('<t xml:space="preserve">&lt;a&gt; &amp; "b" \ufffd\ufffd\ufffd\ufffd ü😀\n</t>');
  });

  it('cuts texts that no cell can hold', async () => {
    const { xml } = await sheet([['x'.repeat(40_000)]]);
    expect(/<t [^>]*>(x+…)<\/t>/.exec(xml)?.[1]).toHaveLength(32_767);
  });
});
