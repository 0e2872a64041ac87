import { describe, expect, it } from 'vitest';
import { HttpError } from './http-error.ts';
import { parseJsonBody } from './parse-json-body.ts';

const parse = (body: string | Buffer): unknown => parseJsonBody(Buffer.from(body as string));

describe('parseJsonBody', () => {
  it.each([
    ['', {}],
    ['[1, "ü"]', [1, 'ü']],
    ['null', null],
    ['12345678901234567890', 12_345_678_901_234_567_000],
    ['{"a": 9007199254740991}', { a: 9_007_199_254_740_991 }],
    ['{"a": 12345678901234567890, "b": 1}', { a: '12345678901234567890', b: 1 }],
    ['{"a": -12345678901234567890}', { a: '-12345678901234567890' }],
    [
      '{"a": 1234567890123456789.5, "b": "12345678901234567890"}',
      { a: 1_234_567_890_123_456_800, b: '12345678901234567890' },
    ],
    ['{"a": {"b": 12345678901234567890}}', { a: { b: 12_345_678_901_234_567_000 } }],
  ])('reads %s', (body, value) => expect(parse(body)).toEqual(value));

  it('gives no key a meaning', () => {
    const value = parse('{"__proto__": 12345678901234567890}') as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.entries(value)).toEqual([['__proto__', '12345678901234567890']]);
  });

  it.each([
    [' '],
    ['{'],
    ['{"a": NaN}'],
    ['\ufeff{}'],
    [Buffer.from([0x22, 0xff, 0x22])],
    [Buffer.from([0x22, 0xc3, 0x22])],
  ])('refuses %j', (body) => {
    const error = (() => {
      try {
        return parse(body);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^JSON parse error - ./) },
    });
  });

  it('says so when long numbers cannot be looked for because a body nests too deeply', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(() => parse(`{"a": 12345678901234567890, "b": ${deep}}`)).toThrow(
      expect.objectContaining({ body: { detail: 'JSON parse error - the body is nested too deeply' } }),
    );
  });
});
