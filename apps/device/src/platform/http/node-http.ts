/**
 * Node's HTTP module. An `import` of it would load everything that it can give, a whole HTTP client among it, for
 * 14 MB of memory; this gives what is asked for.
 */
export const nodeHttp = process.getBuiltinModule('node:http');
