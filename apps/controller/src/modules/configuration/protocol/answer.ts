import type { FastifyReply } from 'fastify';

/** An answer of the device protocol, to the byte. */
export interface Answer {
  status: number;
  contentType: string;
  body: string | Uint8Array;
  headers?: Readonly<Record<string, string>>;
}

/** By which the agent knows that it talks to a controller and not to a captive portal on the way. */
export const controllerHeader = 'X-Openwisp-Controller';

export const plain = (status: number, body: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  contentType: 'text/plain',
  body,
  headers,
});

export const notFoundAnswer = plain(404, 'error: not found\n');
export const missingParameter = (name: string): Answer =>
  plain(400, `error: missing required parameter "${name}"\n`);
export const wrongParameter = (name: string): Answer => plain(403, `error: wrong ${name}\n`);
export const tooManyAttempts = (seconds: number): Answer =>
  plain(429, 'error: too many failed attempts\n', { 'Retry-After': String(seconds) });

export const sendAnswer = (
  reply: FastifyReply,
  { status, contentType, body, headers = {} }: Answer,
): FastifyReply =>
  reply
    .code(status)
    .headers({ ...headers, 'content-type': contentType })
    // As bytes: the framework would add a character set to the content type of a text.
    .send(typeof body === 'string' ? Buffer.from(body) : body);
