/** What the tests use of samlp, which has no types of its own. */
declare module 'samlp' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Options {
    issuer: string;
    key: string;
    cert: string;
    destination: string;
    recipient: string;
    lifetimeInSeconds: number;
    getPostURL(
      audience: string,
      request: unknown,
      req: IncomingMessage,
      done: (error: Error | null, url: string) => void,
    ): void;
    getUserFromRequest(req: IncomingMessage): unknown;
  }

  const samlp: {
    auth(
      options: Options,
    ): (req: IncomingMessage, res: ServerResponse, next: (error: unknown) => void) => void;
  };
  export default samlp;
}
