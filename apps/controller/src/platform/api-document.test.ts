import { describe, expect, it } from 'vitest';
import { completeDocument } from './api-document.ts';

type Document = ReturnType<typeof completeDocument>;

const documentOf = (paths: Record<string, unknown>): Document =>
  completeDocument({
    openapi: '3.1.0',
    info: {},
    components: { securitySchemes: { bearer: {} } },
    paths,
  });
const answer = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } });
const thing = { title: 'Thing', type: 'object', properties: { a: { type: 'string' } } };
const operation = (document: Document, path: string, method = 'get') =>
  (document as { paths: Record<string, Record<string, { responses: Record<string, unknown> }>> }).paths[
    path
  ]?.[method];
const schemas = (document: Document) =>
  (document['components'] as { schemas: Record<string, unknown> }).schemas;

describe('completeDocument', () => {
  it('writes schemas with a title once', () => {
    const document = documentOf({
      '/a': {
        get: {
          responses: {
            200: answer({
              title: 'Page',
              type: 'object',
              properties: { results: { type: 'array', items: thing } },
            }),
          },
        },
      },
      '/b': { get: { responses: { 200: answer(thing) } } },
    });
    const thingReference = { $ref: '#/components/schemas/Thing' };
    expect(operation(document, '/b')?.responses[200]).toEqual(answer(thingReference));
    expect(schemas(document)).toMatchObject({
      Page: {
        type: 'object',
        properties: { results: { type: 'array', items: thingReference } },
        required: ['results'],
      },
      Thing: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
    });
  });

  it('lets texts be empty where that is said of them, in spite of their format', () => {
    const email = { type: ['string', 'null'], maxLength: 9, format: 'email', description: 'x' };
    const properties = { may: { ...email, 'x-may-be-empty': true }, must: email };
    const document = documentOf({
      '/a': { get: { responses: { 200: answer({ type: 'object', properties, required: [] }) } } },
    });
    expect(operation(document, '/a')?.responses[200]).toEqual(
      answer({
        type: 'object',
        properties: {
          may: {
            maxLength: 9,
            description: 'x',
            anyOf: [
              { type: ['string', 'null'], format: 'email' },
              { type: 'string', maxLength: 0 },
            ],
          },
          must: email,
        },
        required: [],
      }),
    );
  });

  it('refuses two schemas with the same title', () => {
    const other = { ...thing, properties: { b: { type: 'string' } } };
    expect(() =>
      documentOf({
        '/a': { get: { responses: { 200: answer(thing) } } },
        '/b': { get: { responses: { 200: answer(other) } } },
      }),
    ).toThrow('the documentation of GET /b is wrong');
  });

  it('says of answers that all properties are there, unless the schema says otherwise', () => {
    const inner = {
      type: 'object',
      properties: { title: { type: 'string' }, secret: { type: 'string', writeOnly: true } },
    };
    const document = documentOf({
      '/a': {
        post: {
          requestBody: answer({ type: 'object', properties: { inner } }),
          responses: { 200: answer({ type: 'object', properties: { inner }, required: [] }) },
        },
      },
    });
    const post = operation(document, '/a', 'post') as unknown as {
      requestBody: unknown;
      responses: Record<string, unknown>;
    };
    expect(post.requestBody).toEqual(answer({ type: 'object', properties: { inner } }));
    expect(post.responses[200]).toEqual(
      answer({ type: 'object', properties: { inner: { ...inner, required: ['title'] } }, required: [] }),
    );
  });

  it('adds the errors that an operation of the REST API can answer with', () => {
    const document = documentOf({
      '/api/v1/a/{id}/': {
        get: { parameters: [{ in: 'path' }], 'x-answers': [412], responses: { 200: { description: 'x' } } },
        post: { security: [], requestBody: {}, responses: { 400: { description: 'own' } } },
      },
      '/controller/a/': { get: { responses: { 200: { description: 'x' } } } },
    });
    const statuses = (path: string, method?: string) =>
      Object.keys(operation(document, path, method)?.responses ?? {});
    expect(statuses('/api/v1/a/{id}/')).toEqual(['200', '401', '403', '404', '412', '429', '500', '503']);
    expect(statuses('/api/v1/a/{id}/', 'post')).toEqual(['400', '403', '413', '415', '429', '500', '503']);
    expect(operation(document, '/api/v1/a/{id}/', 'post')?.responses[400]).toEqual({ description: 'own' });
    expect(operation(document, '/api/v1/a/{id}/')?.responses[412]).toEqual({
      $ref: '#/components/responses/PreconditionFailed',
    });
    expect(operation(document, '/api/v1/a/{id}/')).not.toHaveProperty('x-answers');
    expect(statuses('/controller/a/')).toEqual(['200']);
  });
});
