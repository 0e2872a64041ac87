import type { NetConfig, NetConfigUpdate } from '../../modules/network-config/net-config.ts';
import { callService, type ServiceAccess } from '../call-service.ts';

/** Wireless interfaces by namespace; the text of a namespace that cannot be read is under `error`. */
export type NetworkStatus = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Outcome {
  id: string;
  message: string;
}

/** The network configurations of this box, over its API. All methods throw `ServiceCallError`. */
export interface NetworkConfigClient {
  /** Ids, and which one is active. Without those that people do not edit. */
  list(): Promise<Record<string, boolean>>;
  show(id: string): Promise<NetConfig>;
  status(): Promise<NetworkStatus>;
  create(config: NetConfig): Promise<Outcome>;
  update(id: string, update: NetConfigUpdate): Promise<Outcome>;
  activate(id: string, override: boolean): Promise<Outcome>;
  deactivate(id: string, override: boolean): Promise<Outcome>;
  remove(id: string, force: boolean): Promise<Outcome>;
}

/** As whom this program gets its token. */
const clientName = 'network_config_cli';

/** Not shown: the one is always there, the other stands for the namespace that the box starts with. */
const hidden = new Set(['default', 'root']);

/** Every call carries a token and a signature: it works wherever the service places the caller. */
export const openNetworkConfigs = async (access: ServiceAccess): Promise<NetworkConfigClient> => {
  const issued = await callService(access, 'POST', '/auth/token', JSON.stringify({ device_id: clientName }));
  const { access_token: token } = issued as { access_token: string };
  const get = (path: string): Promise<unknown> =>
    callService(access, 'GET', `/network/config/${path}`, undefined, token);
  const send = (method: string, path: string, body: unknown = {}): Promise<Outcome> =>
    callService(access, method, `/network/config/${path}`, JSON.stringify(body), token) as Promise<Outcome>;

  return {
    list: async () => {
      const all = (await get('')) as Record<string, boolean>;
      return Object.fromEntries(Object.entries(all).filter(([id]) => !hidden.has(id)));
    },
    show: async (id) => (await get(encodeURIComponent(id))) as NetConfig,
    status: async () => (await get('status')) as NetworkStatus,
    create: (config) => send('POST', '', config),
    update: (id, update) => send('PATCH', encodeURIComponent(id), update),
    activate: (id, override) =>
      send('POST', `activate/${encodeURIComponent(id)}?override_active=${override}`),
    deactivate: (id, override) =>
      send('POST', `deactivate/${encodeURIComponent(id)}?override_active=${override}`),
    remove: (id, force) => send('DELETE', `${encodeURIComponent(id)}?force=${force}`),
  };
};
