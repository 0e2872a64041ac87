import { HttpError } from '@netloom/server-kit';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../caller.ts';
import type { ReadContext } from './field.ts';
import * as field from './fields.ts';
import { readFields } from './read-fields.ts';

const fields = {
  text: field.text<never>(),
  filled: field.text<never>({
    blank: false,
    max: 20,
    check: (value) => {
      if (value.includes('a')) return 'No "a".';
      return value.length > 20 ? 'Ensure this field has no more than 20 characters.' : undefined;
    },
  }),
  mail: field.email<never>(),
  link: field.url<never>(),
  slug: field.slug<never>(),
  nullableText: field.text<never>({ nullable: true }),
  flag: field.bool<never>(),
  count: field.integer<never>({ min: -5, max: 5 }),
  limit: field.integer<never>({ nullable: true }),
  day: field.date<never>({ nullable: true }),
  kind: field.choice<never, 'a' | 'b'>(['a', 'b']),
  parent: field.related<never>({ table: 'none' }),
  items: field.relatedList<never>({ table: 'none' }),
  plan: field.file<never>({
    check: ({ content }) => (content[0] === 0x89 ? undefined : 'This is no picture.'),
  }),
};
const id = 'aaaaaaaa-0000-4000-8000-000000000001';
const caller = { isSuperuser: false } as Caller;
const scope = { kind: 'everything' } as const;

const read = async (body: Record<string, unknown>, mode: Partial<ReadContext> = {}): Promise<unknown> => {
  // No value of these tests makes a field ask the database.
  const context: ReadContext = {
    db: {} as ReadContext['db'],
    caller,
    scope,
    isForm: false,
    isPartial: true,
    ...mode,
  };
  return readFields(fields, body, context).catch((error: unknown) => {
    if (error instanceof HttpError) return error.body;
    throw error;
  });
};

describe('values of JSON bodies', () => {
  it.each([
    [{ text: ' a ' }, { text: 'a' }],
    [{ text: 5 }, { text: '5' }],
    [{ text: '' }, { text: '' }],
    [{ text: false }, { text: ['Not a valid string.'] }],
    [{ text: ['a'] }, { text: ['Not a valid string.'] }],
    [{ text: null }, { text: ['This field may not be null.'] }],
    [{ filled: ' ' }, { filled: ['This field may not be blank.'] }],
    [{ nullableText: null }, { nullableText: null }],
    [{ flag: 'YES' }, { flag: true }],
    [{ flag: 0 }, { flag: false }],
    [{ flag: 'tRuE' }, { flag: true }],
    [{ flag: 'oFF' }, { flag: false }],
    [{ flag: ' true ' }, { flag: ['Must be a valid boolean.'] }],
    [{ flag: '' }, { flag: ['Must be a valid boolean.'] }],
    [{ flag: 2 }, { flag: ['Must be a valid boolean.'] }],
    [{ count: '+5' }, { count: 5 }],
    [{ count: ' -5.00 ' }, { count: -5 }],
    [{ count: 6 }, { count: ['Ensure this value is less than or equal to 5.'] }],
    [{ count: -6 }, { count: ['Ensure this value is greater than or equal to -5.'] }],
    [{ count: 1.5 }, { count: ['A valid integer is required.'] }],
    [{ count: true }, { count: ['A valid integer is required.'] }],
    [{ count: '' }, { count: ['A valid integer is required.'] }],
    [
      { day: '2026-02-30' },
      { day: ['Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'] },
    ],
    [{ day: '2026-02-28' }, { day: '2026-02-28' }],
    [{ day: '2026-2-8' }, { day: '2026-02-08' }],
    [{ day: '0001-1-1' }, { day: '0001-01-01' }],
    ...['0000-01-01', ' 2026-02-28 ', '2026-2-30', '2026-1-1x', '12026-01-01', '2026-01-01T00:00'].map(
      (day): [object, object] => [
        { day },
        { day: ['Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'] },
      ],
    ),
    ...[true, [], {}, ['a']].flatMap((value): [object, object][] => [
      [{ mail: value }, { mail: ['Enter a valid email address.'] }],
      [{ link: value }, { link: ['Enter a valid URL.'] }],
      [
        { slug: value },
        { slug: ['Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.'] },
      ],
    ]),
    [{ filled: 'x'.repeat(21) }, { filled: ['Ensure this field has no more than 20 characters.'] }],
    [
      { filled: 'a\0' + 'x'.repeat(20) },
      {
        filled: [
          'No "a".',
          'Ensure this field has no more than 20 characters.',
          'Null characters are not allowed.',
        ],
      },
    ],
    [{ mail: 'a\0b' }, { mail: ['Null characters are not allowed.', 'Enter a valid email address.'] }],
    [{ text: 'x\ud800' }, { text: ['Surrogate characters are not allowed: U+D800.'] }],
    [{ text: '\u{1f600}' }, { text: '\u{1f600}' }],
    [{ kind: 'c' }, { kind: ['"c" is not a valid choice.'] }],
    [{ kind: '' }, { kind: ['"" is not a valid choice.'] }],
    [{ kind: { a: 1 } }, { kind: ['"{"a":1}" is not a valid choice.'] }],
    [{ parent: 5 }, { parent: ['Invalid pk "5" - object does not exist.'] }],
    [{ parent: true }, { parent: ['Incorrect type. Expected pk value, received bool.'] }],
    [{ parent: 'x' }, { parent: ['“x” is not a valid UUID.'] }],
    [{ parent: null }, { parent: ['This field may not be null.'] }],
    [{ items: 'x' }, { items: ['Expected a list of items but got type "str".'] }],
    [{ items: [null] }, { items: ['Invalid pk "None" - object does not exist.'] }],
    [{ items: [1.5] }, { items: ['“1.5” is not a valid UUID.'] }],
    [{ parent: -5 }, { parent: ['“-5” is not a valid UUID.'] }],
    [{ parent: 1.5 }, { parent: ['“1.5” is not a valid UUID.'] }],
    [{ parent: 1e50 }, { parent: ['“1e+50” is not a valid UUID.'] }],
    [{ parent: Number.POSITIVE_INFINITY }, { parent: ['“Infinity” is not a valid UUID.'] }],
    [{ parent: ` ${id} ` }, { parent: [`“ ${id} ” is not a valid UUID.`] }],
    [{ items: [] }, { items: [] }],
    [{ plan: 'x' }, { plan: ['The submitted data was not a file. Check the encoding type on the form.'] }],
    [{ unknown: 1 }, {}],
    [JSON.parse('{"__proto__": {"text": 1}}'), {}],
  ])('%j is read as %j', async (body, expected) =>
    expect(await read(body as object as never)).toEqual(expected),
  );

  it('refuses what nests deeper than the stack', async () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(await read({ kind: deep, parent: deep, items: [deep] })).toEqual({
      kind: ['"…" is not a valid choice.'],
      parent: ['“…” is not a valid UUID.'],
      items: ['“…” is not a valid UUID.'],
    });
  });
});

describe('values of forms', () => {
  const form = { isForm: true, isPartial: false };

  it.each([
    [{}, { flag: false, items: [] }],
    [{ flag: 'on' }, { flag: true, items: [] }],
    [{ flag: '' }, { items: [] }],
    [
      { text: '', nullableText: '' },
      { text: '', nullableText: '', flag: false, items: [] },
    ],
    [{ filled: '' }, { filled: ['This field may not be blank.'] }],
    [
      { count: '', limit: '', day: '', kind: '' },
      { limit: null, day: null, flag: false, items: [] },
    ],
    [{ parent: '' }, { flag: false, items: [] }],
    [
      { text: ['a', 'b'], count: ['1', '2'] },
      { text: 'b', count: 2, flag: false, items: [] },
    ],
    [{ items: ['x', 'y'] }, { items: ['“x” is not a valid UUID.'] }],
    [{ items: 'x' }, { items: ['“x” is not a valid UUID.'] }],
  ])('%j is read as %j', async (body, expected) => expect(await read(body, form)).toEqual(expected));

  it('leaves alone what a partial form leaves out', async () => {
    expect(await read({}, { isForm: true })).toEqual({});
  });

  it('takes files, and says what is wrong with them', async () => {
    const file = (...bytes: number[]) => ({
      filename: 'plan.png',
      mediaType: 'image/png',
      content: Buffer.from(bytes),
    });
    expect(await read({ plan: file(0x89, 1) }, { isForm: true })).toEqual({ plan: file(0x89, 1) });
    expect(await read({ plan: file(1) }, { isForm: true })).toEqual({ plan: ['This is no picture.'] });
    expect(await read({ plan: file() }, { isForm: true })).toEqual({
      plan: ['The submitted file is empty.'],
    });
  });
});
