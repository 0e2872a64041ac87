import type { Variant } from '../../../platform/bus/system-bus.ts';
import {
  boolean,
  choice,
  integer,
  nullable,
  object,
  text,
  type Model,
  type Reading,
} from '../../../platform/model/model.ts';
import { interfaceParameter } from '../interfaces/interface-parameter.ts';

/** A Wi-Fi network to connect to. */
export interface WlanNetwork {
  ssid: string;
  key_mgmt: 'NONE' | 'WPA-PSK' | 'SAE';
  psk: string | null;
  proto: string | null;
  /** Protection of management frames: 0 off, 1 possible, 2 required. */
  ieee80211w: number | null;
}

/** Body of `set` and `set-dbus`. */
export interface NetworkSetup {
  interface: string;
  netConfig: WlanNetwork;
  removeAllFirst: boolean;
}

const rawKey = /^[0-9a-fA-F]{64}$/;

const bytes = (value: string): number => Buffer.byteLength(value);

// eslint-disable-next-line no-control-regex -- those are what must not be there
const controlCharacter = /[\u0000-\u001f\u007f]/;

const network: Model<WlanNetwork> = object(
  {
    ssid: text({ pattern: /^[^\0]+$/, fault: 'empty, or with a zero byte' }),
    key_mgmt: choice(['NONE', 'WPA-PSK', 'SAE']),
    psk: nullable(text()),
    proto: nullable(text({ pattern: /^[A-Z0-9 ]{1,20}$/, fault: 'not a list of protocols like RSN WPA' })),
    ieee80211w: nullable(integer({ min: 0, max: 2 })),
  },
  {
    check: ({ ssid, key_mgmt: way, psk }) => {
      if (bytes(ssid) > 32) return 'ssid is longer than 32 bytes';
      if (psk === null) return way === 'NONE' ? undefined : `psk is required for ${way}`;
      if (rawKey.test(psk)) return undefined;
      if (bytes(psk) < 8 || bytes(psk) > 63)
        return 'psk must have 8 to 63 characters, or be 64 hexadecimal digits';
      return controlCharacter.test(psk) ? 'psk has control characters' : undefined;
    },
  },
);

const masked = '********';

/** What was sent, without the keys in it. */
const withoutKeys = (input: unknown): unknown => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, name === 'psk' ? masked : withoutKeys(value)]),
  );
};

/** The same, but a refusal does not repeat the key that was sent: it would so get into answers and logs. */
const keepingKeys = <Value>(model: Model<Value>): Model<Value> => ({
  ...model,
  read: (input, loc, reading) => {
    const own: Reading = { problems: [] };
    const value = model.read(input, loc, own);
    for (const problem of own.problems)
      reading.problems.push({
        ...problem,
        input: problem.loc.at(-1) === 'psk' ? masked : withoutKeys(problem.input),
      });
    return value;
  },
});

/** The body of `set` and `set-dbus`: the flat form that the API had before network configurations. */
export const networkSetup: Model<NetworkSetup> = keepingKeys(
  object({
    interface: interfaceParameter(),
    netConfig: network,
    removeAllFirst: boolean({ description: 'Forget all other networks of the interface.' }),
  }),
);

/** A network as `AddNetwork` of wpa_supplicant takes it. What is null is left to wpa_supplicant. */
export const toNetworkProperties = (of: WlanNetwork): Record<string, Variant> => {
  const { ssid, key_mgmt: way, psk, proto, ieee80211w } = of;
  return {
    ssid: { signature: 's', value: ssid },
    key_mgmt: { signature: 's', value: way },
    ...(psk === null ? {} : { psk: keyOf(psk) }),
    ...(proto === null ? {} : { proto: { signature: 's', value: proto } }),
    ...(ieee80211w === null ? {} : { ieee80211w: { signature: 'i', value: ieee80211w } }),
  };
};

/** wpa_supplicant takes every text for a passphrase, and bytes for the key itself. */
const keyOf = (psk: string): Variant =>
  rawKey.test(psk) ? { signature: 'ay', value: Buffer.from(psk, 'hex') } : { signature: 's', value: psk };
