import { ApiError } from '@netloom/api-client';
import { expect, test } from 'vitest';
import { problemsByField, problemsOf } from './problem.ts';

const refused = (status: number, body: unknown): ApiError =>
  new ApiError(new Response(null, { status }), body);

test('reads the problems of a preview', () => {
  const error = refused(400, {
    problems: [{ path: ['interfaces', 0, 'name'], message: 'too short' }, { nonsense: true }],
    __all__: ['x'],
  });
  expect(problemsOf(error)).toEqual([{ path: ['interfaces', 0, 'name'], message: 'too short' }]);
});

test('reads the field errors of a refused save', () => {
  const error = refused(400, {
    name: ['taken'],
    config: { context: ['no object'] },
    __all__: ['conflict'],
  });
  expect(problemsOf(error)).toEqual([
    { path: ['name'], message: 'taken' },
    { path: ['config', 'context'], message: 'no object' },
    { path: [], message: 'conflict' },
  ]);
});

test('other failures are no problems of the document', () => {
  expect(problemsOf(refused(503, { detail: 'later' }))).toEqual([]);
  expect(problemsOf(new Error('x'))).toEqual([]);
});

test('problems are told by field, those of the whole document by none', () => {
  const problems = [
    { path: ['interfaces', 0, 'name'], message: 'short' },
    { path: ['interfaces', 0, 'name'], message: 'odd' },
    { path: [], message: 'conflict' },
  ];
  expect([...problemsByField(problems)]).toEqual([['interfaces.0.name', ['short', 'odd']]]);
});
