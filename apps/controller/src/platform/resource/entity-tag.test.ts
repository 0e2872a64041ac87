import { testDialects } from '@netloom/server-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityTag, isFresh, isUnchanged } from './entity-tag.ts';
import { siteId, startSiteRig, type SiteRig } from './site-rig.ts';

describe('entity tags', () => {
  const tagOf = (shown: Record<string, unknown>, live?: string[]) =>
    entityTag(shown, JSON.stringify(shown), live);

  it('differ when anything differs', () => {
    expect(tagOf({ a: 1 })).toMatch(/^"[\w-]{22}"$/);
    expect(tagOf({ a: 1 })).toBe(tagOf({ a: 1 }));
    expect(tagOf({ a: 1 })).not.toBe(tagOf({ a: 2 }));
  });

  it('compare what changes by itself for reads only', () => {
    const live = ['seen', 'config.status'];
    const before = tagOf({ name: 'x', seen: 1, config: { status: 'modified', backend: 'a' } }, live);
    const later = tagOf({ name: 'x', seen: 2, config: { status: 'applied', backend: 'a' } }, live);
    const edited = tagOf({ name: 'x', seen: 1, config: { status: 'modified', backend: 'b' } }, live);
    expect([isFresh(before, later), isUnchanged(before, later)]).toEqual([false, true]);
    expect([isFresh(before, edited), isUnchanged(before, edited)]).toEqual([false, false]);
    expect([isFresh(before, before), isUnchanged(before, before)]).toEqual([true, true]);
  });

  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
  ])('the header %s matches "a": %s', (header, matches) => {
    expect([isFresh(header, '"a"'), isUnchanged(header, '"a"')]).toEqual([matches, matches]);
  });
});

describe.each(testDialects)('objects with entity tags on %s', (dialect) => {
  let rig: SiteRig;
  beforeAll(async () => (rig = await startSiteRig(dialect)));
  afterAll(() => rig.close());

  const path = `site/${siteId(1)}/`;
  const tag = async (as = 'north') => String((await rig.call(as, 'GET', path)).headers['etag']);
  const ifMatch = (value: string) => ({ 'if-match': value });

  it('are not sent again to who has them, until they change', async () => {
    const first = await tag();
    const again = await rig.call('north', 'GET', path, undefined, { 'if-none-match': first });
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', first]);
    await rig.database.db
      .updateTable('test_site')
      .set({ seen: new Date('2026-02-02') })
      .where('id', '=', siteId(1))
      .execute();
    expect((await rig.call('north', 'GET', path, undefined, { 'if-none-match': first })).status).toBe(200);
  });

  it('have none in lists, when created, and when only some fields are shown', async () => {
    expect((await rig.call('north', 'GET', 'site/')).headers['etag']).toBeUndefined();
    expect((await rig.call('north', 'GET', `${path}?fields=name`)).headers['etag']).toBeUndefined();
  });

  it('are changed only while they are what the editor has seen', async () => {
    const seen = await tag();
    const changed = await rig.call('north', 'PATCH', path, { name: 'first' }, ifMatch(seen));
    expect([changed.status, changed.headers['etag']]).toEqual([200, await tag()]);
    const late = await rig.call('north', 'PATCH', path, { name: 'second' }, ifMatch(seen));
    expect([late.status, late.body['detail'], late.headers['etag']]).toEqual([
      412,
      'The object was changed in the meantime: read it again.',
      await tag(),
    ]);
    expect((await rig.call('north', 'PUT', path, { name: 'second' }, ifMatch(seen))).status).toBe(412);
    expect((await rig.call('north', 'DELETE', path, undefined, ifMatch(seen))).status).toBe(412);
    expect((await rig.call('north', 'GET', path)).body['name']).toBe('first');
    expect((await rig.call('north', 'PATCH', path, { name: 'third' }, ifMatch('*'))).status).toBe(200);
    expect((await rig.call('north', 'PATCH', path, { name: 'fourth' })).status).toBe(200);
  });

  it('do not notice what changes by itself when they are edited', async () => {
    const seen = await tag();
    await rig.database.db
      .updateTable('test_site')
      .set({ seen: new Date() })
      .where('id', '=', siteId(1))
      .execute();
    expect((await rig.call('north', 'PATCH', path, { name: 'fifth' }, ifMatch(seen))).status).toBe(200);
  });

  it('let one of many edits at the same moment through', async () => {
    for (const paths of [
      ['site', 'site'],
      ['careful-site', 'careful-too'],
    ] as const) {
      for (let round = 0; round < 5; round++) {
        const seen = await tag('root');
        const answers = await Promise.all(
          paths.map((place, editor) =>
            rig.call(
              'root',
              'PATCH',
              `${place}/${siteId(1)}/`,
              { name: `${round} by ${editor}` },
              ifMatch(seen),
            ),
          ),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      }
    }
  });

  it('are deleted by who has seen them', async () => {
    expect((await rig.call('north', 'DELETE', path, undefined, ifMatch(await tag()))).status).toBe(204);
  });
});
