import type { JsonObject, JsonValue } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn } from '../document-values.ts';

/** What a member of ZeroTier networks must know. */
export interface ZerotierClientArgs {
  /** Name of the instance on the device. */
  readonly name?: JsonValue;
  /** The networks to join: `id`, `ifname`. */
  readonly networks?: JsonValue;
  /** Secret identity of the member; a variable unless given. */
  readonly identity_secret?: JsonValue;
  readonly config_path?: JsonValue;
  readonly disabled?: JsonValue;
  /** What the networks may change on the member; laid over each network. */
  readonly client_options?: JsonValue;
}

/** A ZeroTier instance that joins networks. */
export function zerotierAutoClient(args: ZerotierClientArgs): JsonObject {
  const {
    name = 'global',
    networks,
    identity_secret: secret = '{{secret}}',
    config_path: configPath = '/etc/openwisp/zerotier',
    disabled = false,
    client_options: clientOptions,
  } = args;
  const overlay = isJsonObject(clientOptions) ? clientOptions : {};
  return {
    name,
    networks: objectsIn(networks).map((network) => ({ ...network, ...overlay })),
    secret,
    config_path: configPath,
    disabled,
  };
}
