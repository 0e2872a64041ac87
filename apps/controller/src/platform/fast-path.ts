import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request by itself, before the framework sees it, and returns true; or leaves it alone and returns false. */
export type FastPath = (request: IncomingMessage, response: ServerResponse) => boolean;
