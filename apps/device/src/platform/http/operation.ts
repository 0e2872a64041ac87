import type { FastifyRequest } from 'fastify';
import { object, type Model, type ObjectOf, type Reading, type Schema } from '../model/model.ts';
import type { Problem } from '../model/problem.ts';
import type { DeviceContext } from '../device-context.ts';
import type { Access, Client } from './access-control.ts';
import { detailError } from './answer-error.ts';
import { Download } from './download.ts';
import { bodyBytes, noBody, noText, parseBody, unreadableBody } from './read-body.ts';

type Fields = Readonly<Record<string, Model<unknown>>>;

/** What an operation gets once the caller is known and everything is read. */
export interface OperationInput<Params extends Fields, Query extends Fields, Body> {
  params: ObjectOf<Params>;
  query: ObjectOf<Query>;
  body: Body;
  client: Client;
  request: FastifyRequest;
}

/** One method of one path, with what it takes and answers: the route, its checks and its documentation. */
export interface Operation<Params extends Fields = Fields, Query extends Fields = Fields, Body = unknown> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, parameters as `:name`. */
  path: string;
  tag: string;
  /** One line, imperative. */
  summary: string;
  /** More, where the summary does not tell all. */
  description?: string;
  access: Access;
  params?: Params;
  query?: Query;
  /** Without it a body is not read. */
  body?: Model<Body>;
  /** JSON Schema of the answer 200. */
  answer: Schema;
  /** Media type of the answer 200 where it is a `Download`. */
  answerType?: string;
  /** Other answers, by status, each with one sentence. 401, 422 and 429 are added where they can occur. */
  errors?: Readonly<Record<number, string>>;
  /** Left out of the documentation. */
  hidden?: boolean;
  /** The answer 200, to be sent as JSON, or a `Download`; `AnswerError` for others. */
  handle(input: OperationInput<Params, Query, Body>): Promise<unknown> | unknown;
}

/** An operation of which only the declaration matters: the documentation and the answers to wrong methods. */
export type AnyOperation = Omit<Operation, 'handle' | 'params' | 'query' | 'body'> & {
  params?: Fields;
  query?: Fields;
  body?: Pick<Model<unknown>, 'schema' | 'absent'>;
};

/** The prefix of every operation. */
export const apiPrefix = '/api/v1';

/**
 * Declares an operation. Order of the checks: limit of requests, JSON of the body, who calls, then all fields at once
 * (device service, section 3.0).
 */
export const declareOperation = <
  const Params extends Fields = Record<never, never>,
  const Query extends Fields = Record<never, never>,
  Body = undefined,
>(
  context: DeviceContext,
  operation: Operation<Params, Query, Body>,
): void => {
  context.operations.push(operation as unknown as AnyOperation);
  const params = object(operation.params ?? ({} as Params));
  const query = object(operation.query ?? ({} as Query));
  context.http.route({
    method: operation.method,
    url: `${apiPrefix}${operation.path}`,
    handler: async (request, reply) => {
      const body = operation.body === undefined ? noBody : parseBody(request);
      const client = await context.access.check({
        request,
        access: operation.access,
        body: bodyBytes(request),
      });
      if (body === noText) throw unreadableBody();
      const reading: Reading = { problems: [] };
      const input = {
        params: params.read(request.params, ['path'], reading),
        query: readQueryFields(query, request.query, reading),
        body: readBody(operation.body, body, reading),
        client,
        request,
      };
      if (reading.problems.length > 0) throw detailError(422, reading.problems.map(inOrder));
      const answer = await operation.handle(input);
      if (answer instanceof Download)
        return reply
          .type(answer.contentType)
          .header('content-disposition', `attachment; filename="${answer.fileName}"`)
          .send(answer.stream);
      return reply.type('application/json').send(JSON.stringify(answer));
    },
  });
};

/** A parameter that is missing stands in no object that could be shown. */
const readQueryFields = <Value>(model: Model<Value>, query: unknown, reading: Reading): Value => {
  const own: Reading = { problems: [] };
  const value = model.read(query, ['query'], own);
  for (const problem of own.problems)
    reading.problems.push(problem.type === 'missing' ? { ...problem, input: null } : problem);
  return value;
};

const readBody = <Body>(model: Model<Body> | undefined, body: unknown, reading: Reading): Body => {
  if (model === undefined) return undefined as Body;
  if (body !== noBody && body !== null) return model.read(body, ['body'], reading);
  if (model.absent) return model.absent.value;
  reading.problems.push({ type: 'missing', loc: ['body'], msg: 'Field required', input: null });
  return undefined as never;
};

const inOrder = ({ type, loc, msg, input, ctx }: Problem): Problem => ({
  type,
  loc,
  msg,
  input,
  ...(ctx === undefined ? {} : { ctx }),
});
