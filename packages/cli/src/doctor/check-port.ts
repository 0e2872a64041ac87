import { once } from 'node:events';
import { createServer } from 'node:net';
import { ok, problem, reasonOf, warning, type Finding } from './checkup.ts';

/** The address to listen on: free, or already served by a Netloom controller. */
export const checkPort = async ({ host, port }: { host: string; port: number }): Promise<Finding[]> => {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const server = createServer();
  try {
    server.listen({ host, port });
    await once(server, 'listening');
    server.close();
    return [ok('port', `${address} is free: no controller is running there`)];
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') {
      return [problem('port', `${address}: ${reasonOf(error)}`, 'Check NETLOOM_HOST and NETLOOM_PORT.')];
    }
    return [await whoListens(address, host === '0.0.0.0' || host === '::' ? `127.0.0.1:${port}` : address)];
  }
};

const whoListens = async (address: string, reachable: string): Promise<Finding> => {
  const answer = await fetch(`http://${reachable}/readyz`, { signal: AbortSignal.timeout(3000) }).catch(
    () => undefined,
  );
  const body = (await answer?.json().catch(() => undefined)) as { status?: string } | undefined;
  if (body?.status === 'ready') return ok('port', `a controller is ready on ${address}`);
  if (body?.status === 'not ready')
    return warning('port', `a controller runs on ${address} but is not ready`, 'Look at its log.');
  return problem(
    'port',
    `another program listens on ${address}`,
    'Stop it, or set NETLOOM_PORT to a free port.',
  );
};
