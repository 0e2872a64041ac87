import type { FastifyInstance } from 'fastify';
import { SettingsError } from '../settings/load-settings.ts';

/**
 * Opens the port that the settings name.
 *
 * @throws SettingsError in the operator's words when that is not possible here.
 */
export const listenOnPort = async (
  http: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<void> => {
  try {
    await http.listen({ host, port });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EADDRINUSE')
      throw new SettingsError(
        `NETLOOM_PORT: another program listens on port ${port} of ${host}: stop it, or choose another port`,
      );
    if (code === 'EADDRNOTAVAIL')
      throw new SettingsError(`NETLOOM_HOST: this machine has no address ${host}`);
    if (code === 'EACCES')
      throw new SettingsError(
        `NETLOOM_PORT: this user may not listen on port ${port}: ports below 1024 are for root`,
      );
    throw error;
  }
};
