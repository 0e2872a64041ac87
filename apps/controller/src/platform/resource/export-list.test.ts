import { testDialects } from '@netloom/server-kit/testing';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { north, siteId, south, startSiteRig, type SiteRig } from './site-rig.ts';

/** Reads RFC 4180. */
const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
};

describe.each(testDialects)('exports on %s', (dialect) => {
  let rig: SiteRig;
  beforeAll(async () => (rig = await startSiteRig(dialect)));
  afterAll(() => rig.close());

  const csv = async (query: string, as = 'root') => {
    const answer = await rig.call(as, 'GET', `site/?format=csv&${query}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    return parseCsv(answer.text);
  };
  const insert = (rows: { id: string; name: string; organization_id: string }[]) =>
    rig.database.db
      .insertInto('test_site')
      .values(rows.map((row) => ({ ...row, enabled: true, seen: null, created: new Date('2026-01-02') })))
      .execute();

  it('has what the list has: its scope, filters, search, order and fields', async () => {
    const [titles, ...rows] = await csv('ordering=name');
    expect(titles).toEqual(['id', 'name', 'organization', 'enabled', 'created']);
    expect(rows).toHaveLength(25);
    expect(rows[1]).toEqual([siteId(1), 'site 01', north, 'false', '2026-01-01T00:00:01.000000Z']);
    expect(rows.at(-1)?.[2]).toBe('');
    expect(await csv('ordering=-name&fields=name,name_length&enabled=true&search=site+2')).toEqual([
      ['name', 'name_length'],
      ['site 22', '7'],
      ['site 20', '7'],
      ['site 12', '7'],
      ['site 02', '7'],
    ]);
    expect((await csv('fields=name', 'north')).flat()).not.toContain('site 50');
    const seen = (await csv('ordering=seen,-name&fields=name')).flat();
    const listed = await rig.call('root', 'GET', 'site/?cursor=&page_size=100&ordering=seen,-name');
    const names = (listed.body['results'] as { name: string }[]).map(({ name }) => name);
    expect(seen.slice(1)).toEqual(names);
  });

  it('refuses what the list refuses', async () => {
    for (const query of ['fields=secret', 'organization=x', `organization=${siteId(1)}`]) {
      expect((await rig.call('root', 'GET', `site/?format=csv&${query}`)).status).toBe(400);
    }
    expect((await rig.call(undefined, 'GET', 'site/?format=csv')).status).toBe(401);
    expect((await rig.call('powerless', 'GET', 'site/?format=xlsx')).status).toBe(403);
    expect((await rig.call('root', 'POST', 'site/?format=csv', {})).status).toBe(404);
  });

  it('names the file, also for HEAD', async () => {
    const head = await rig.call('root', 'HEAD', 'site/?format=xlsx');
    expect([
      head.status,
      head.text,
      head.headers['content-disposition'],
      head.headers['content-type'],
    ]).toEqual([
      200,
      '',
      'attachment; filename="test-site-2026-03-01.xlsx"',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
  });

  it('keeps texts from being run as formulas, and quotes what must be', async () => {
    const names = ['=1+1', '+1', '-1', '@a', '\ta', 'a"b', 'a,b', 'a\nb', "'a", 'plain-1', 'größer'];
    const rows = names.map((name, index) => ({ id: siteId(700 + index), name, organization_id: south }));
    await insert(rows);
    const guarded = names.map((name, index) => (index < 5 ? `'${name}` : name));
    const exported = (await csv(`organization=${south}&fields=name`)).flat();
    expect(exported).toEqual(expect.arrayContaining(guarded));
    expect(exported).toHaveLength(names.length + 2);

    const { bytes } = await rig.call(
      'root',
      'GET',
      `site/?format=xlsx&organization=${south}&fields=name,enabled`,
    );
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).toContain(
      '<c t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c t="b"><v>1</v></c>',
    );
    await rig.database.db
      .deleteFrom('test_site')
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
  });

  it('meets every object of a long list once, page by page, and refuses lists that are too long', async () => {
    const added = Array.from({ length: 575 }, (_, index) => ({
      id: siteId(1000 + index),
      name: `long ${index}`,
      organization_id: north,
    }));
    await insert(added);
    const before = rig.database.statements();
    const rows = (await csv('fields=id')).slice(1).flat();
    // The count, the ids, and six pages of at most 100.
    expect(rig.database.statements() - before).toBe(8);
    expect([rows.length, new Set(rows).size]).toEqual([600, 600]);
    const { bytes } = await rig.call('root', 'GET', 'site/?format=xlsx&fields=name,name_length');
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet.match(/<row>/g)).toHaveLength(601);
    expect(sheet).toContain('<c><v>8</v></c>');

    await insert([{ id: siteId(2000), name: 'one too many', organization_id: north }]);
    expect((await rig.call('root', 'GET', 'site/?format=csv')).body).toEqual({
      format: ['The list has 601 objects, and an export at most 600: narrow it with filters.'],
    });
    expect((await csv('name=site&fields=id')).length).toBe(26);
  });
});
