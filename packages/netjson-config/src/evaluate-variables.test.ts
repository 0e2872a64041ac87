import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@netloom/netjson';
import { ConfigurationError } from './configuration-error.ts';
import { evaluateVariables } from './evaluate-variables.ts';

const CONTEXT: JsonObject = {
  name: 'ap-1',
  mtu: 1500,
  ratio: 1.5,
  on: true,
  none: null,
  list: ['x', 1],
  object: { k: 'v' },
  late: 'late',
  early: '{{late}}',
  loop: '{{loop}}{{loop}}',
  money: '$& $1 \\1 \\n',
  ünï_1: 'unicode',
  '': 'empty name',
};

describe('evaluateVariables', () => {
  test.each([
    ['{{name}}', 'ap-1'],
    ['{{ name }}-{{\n\tname\n}}', 'ap-1-ap-1'],
    ['{{ mtu }} {{ratio}} {{on}} {{none}}', '1500 1.5 True None'],
    ['{{list}} {{object}}', "['x', 1] {'k': 'v'}"],
    ['{{unknown}} {{ name}}', '{{unknown}} ap-1'],
    ['{{{name}}}', '{ap-1}'],
    ['{{na me}} {{name} } {name}', '{{na me}} {{name} } {name}'],
    ['{{ ünï_1 }}', 'unicode'],
    ['{{}}', 'empty name'],
    ['{{money}}', '$& $1 \\1 \\n'],
  ])('%j becomes %j', (text, expected) => {
    expect(evaluateVariables(text, CONTEXT)).toBe(expected);
  });

  test('expands a variable inside of a value only when the text names it later', () => {
    expect(evaluateVariables('{{early}}', CONTEXT)).toBe('{{late}}');
    expect(evaluateVariables('{{early}} {{late}}', CONTEXT)).toBe('late late');
    expect(evaluateVariables('{{late}} {{early}}', CONTEXT)).toBe('late {{late}}');
  });

  test('looks into lists and objects, and leaves keys and other values alone', () => {
    const source = { '{{name}}': ['{{name}}', 1, { a: '{{mtu}}' }], b: null, c: true };
    expect(evaluateVariables(source, CONTEXT)).toEqual({
      '{{name}}': ['ap-1', 1, { a: '1500' }],
      b: null,
      c: true,
    });
  });

  test('does not reach prototypes', () => {
    expect(evaluateVariables('{{constructor}} {{toString}} {{__proto__}}', CONTEXT)).toBe(
      '{{constructor}} {{toString}} {{__proto__}}',
    );
  });

  test('refuses variables that multiply themselves', () => {
    expect(() => evaluateVariables('{{loop}}'.repeat(40), CONTEXT)).toThrow(ConfigurationError);
  });

  test.each([
    ['plain', 'x'.repeat(200_000)],
    ['with braces', `{${'x'.repeat(200_000)}`],
  ])('refuses a long value that is inserted very often before it is put together: %s', (_, value) => {
    const insert = (): unknown => evaluateVariables(['{{ a }}'.repeat(60_000)], { a: value });
    expect(insert).toThrow(ConfigurationError);
    expect(insert).toThrow('The variables in this text make it grow too large.');
  });

  test.each([
    ['long runs of blanks', `{{${' '.repeat(200_000)}`],
    ['many open braces', '{{ '.repeat(100_000)],
    ['many variables', '{{name}} {{mtu}} '.repeat(10_000)],
  ])('takes little time for %s', (_, text) => {
    const start = performance.now();
    evaluateVariables(text, CONTEXT);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
