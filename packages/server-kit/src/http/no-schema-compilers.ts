import type { FastifyServerOptions } from 'fastify';

const refuse = (): never => {
  throw new Error('route schemas only document: set the compilers of the server');
};

/** Keeps the framework from loading its compilers of schemas, 10 MB, for a server that sets its own. */
export const noSchemaCompilers: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: { buildValidator: refuse, buildSerializer: refuse },
};
