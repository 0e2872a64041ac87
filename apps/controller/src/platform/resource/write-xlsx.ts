import { strToU8, Zip, ZipDeflate } from 'fflate';
import { cellText, type Table } from './table.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageSchema = 'http://schemas.openxmlformats.org/package/2006';
const partType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of the smallest workbook that spreadsheets open, besides its sheet (ECMA-376, part 1). */
const parts = {
  '[Content_Types].xml': `<Types xmlns="${packageSchema}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${partType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${partType}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packageSchema}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="Export" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageSchema}/relationships"><Relationship Id="rId1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** The first line stays in sight when the sheet is scrolled. */
const sheetStart = `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
const sheetEnd = '</sheetData></worksheet>';

/** Characters that a cell can hold. */
const longestText = 32_767;
/** Deflate level: higher ones cost much time and save little on a table. */
const level = 3;

/** An Office Open XML workbook with one sheet, made as the lines come. */
export async function* writeXlsx(table: Table): AsyncGenerator<Uint8Array, void, undefined> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const takeReady = (): Uint8Array => {
    const taken = Buffer.concat(ready);
    ready = [];
    return taken;
  };
  for (const [name, content] of Object.entries(parts)) {
    const part = new ZipDeflate(name, { level });
    zip.add(part);
    part.push(strToU8(head + content), true);
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level });
  zip.add(sheet);
  sheet.push(strToU8(head + sheetStart));
  for await (const lines of table) {
    sheet.push(strToU8(lines.map(xlsxRow).join('')));
    // The compressor keeps some of it back until there is more.
    if (ready.length > 0) yield takeReady();
  }
  sheet.push(strToU8(sheetEnd), true);
  zip.end();
  yield takeReady();
}

const xlsxRow = (cells: readonly unknown[]): string => `<row>${cells.map(xlsxCell).join('')}</row>`;

const xlsxCell = (value: unknown): string => {
  if (typeof value === 'number' && Number.isFinite(value)) return `<c><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c t="b"><v>${Number(value)}</v></c>`;
  const text = cellText(value);
  if (text === '') return '<c/>';
  return `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(shorten(text))}</t></is></c>`;
};

const shorten = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML cannot hold (control characters, halves of surrogate pairs) becomes the replacement character. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- these are the characters that are meant
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>]/g, (character) => entities[character] ?? character);
