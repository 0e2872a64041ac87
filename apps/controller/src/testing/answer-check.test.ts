import { describe, expect, it } from 'vitest';
import { createAnswerCheck, type ApiAnswer } from './answer-check.ts';

const text = { type: 'string' };
const json = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } });

const check = createAnswerCheck({
  openapi: '3.1.0',
  info: { title: 'x', version: '1' },
  paths: {
    '/api/thing/{id}/': {
      get: {
        responses: {
          200: json({
            anyOf: [{ $ref: '#/components/schemas/Thing' }, { $ref: '#/components/schemas/ThingPart' }],
          }),
          204: { description: 'Nothing.' },
          404: { $ref: '#/components/responses/NotFound' },
        },
      },
    },
    '/api/thing/special/': { get: { responses: { 200: json({ type: 'boolean' }) } } },
  },
  components: {
    responses: { NotFound: json({ type: 'object', properties: { detail: text }, required: ['detail'] }) },
    schemas: {
      Thing: {
        type: 'object',
        properties: { name: text, made: { ...text, format: 'date-time' } },
        required: ['name'],
      },
      ThingPart: {
        type: 'object',
        properties: { name: text, made: { ...text, format: 'date-time' } },
        'x-only-with': 'fields',
      },
    },
  },
});

const answer =
  (changes: Partial<ApiAnswer> = {}) =>
  () =>
    check({
      method: 'GET',
      url: '/api/thing/5/',
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: { name: 'x', made: '2026-01-01T00:00:00.000000Z' },
      ...changes,
    });

describe('createAnswerCheck', () => {
  it.each<[string, Partial<ApiAnswer>]>([
    ['an answer as documented', {}],
    ['an error as documented', { status: 404, body: { detail: 'x' } }],
    ['a status without a body', { status: 204, body: '', contentType: undefined }],
    ['the more exact path', { url: '/api/thing/special/', body: true }],
    ['only some fields, when asked', { url: '/api/thing/5/?fields=made', body: {} }],
    ['a method that is refused', { method: 'PUT', status: 405, body: {} }],
    ['a path that is not there', { url: '/api/other/', status: 404, body: {} }],
    ['HEAD', { method: 'HEAD', body: '' }],
  ])('takes %s', (_name, changes) => expect(answer(changes)).not.toThrow());

  it.each<[Partial<ApiAnswer>, RegExp]>([
    [{ body: {} }, /required property 'name'/],
    [{ body: { name: 5 } }, /\/name must be string/],
    [{ body: { name: 'x', secret: 1 } }, /additional properties.*secret/],
    [{ body: { name: 'x', made: 'yesterday' } }, /\/made must match format "date-time"/],
    [{ url: '/api/thing/5/?fields=made', body: { secret: 1 } }, /additional properties/],
    [{ url: '/api/thing/special/' }, /must be boolean/],
    [{ status: 201 }, /the status 201 is not documented/],
    [{ status: 204 }, /documented without a body/],
    [{ status: 404, body: {} }, /required property 'detail'/],
    [{ status: 500, body: { detail: 'x' } }, /the server failed/],
    [{ method: 'PUT' }, /answers 200 without being documented/],
    [{ contentType: 'text/plain', body: 'x' }, /media type text\/plain is not documented/],
  ])('refuses %j', (changes, message) => expect(answer(changes)).toThrow(message));
});
