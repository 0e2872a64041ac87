export { findProgram } from './find-program.ts';
export { startPostgres } from './start-postgres.ts';
export { startRedis } from './start-redis.ts';
export { testSecrets } from './test-secrets.ts';
export { openTestDatabase, testDialects, type TestDatabase } from './test-databases.ts';
export { isAvailable, sharedServerUrl, type TestServer } from './test-servers.ts';
export { findFreePort, makeTemporaryFolder, startServer, type ThrowawayServer } from './throwaway-server.ts';
export { waitFor } from './wait-for.ts';
