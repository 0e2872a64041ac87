import type { JsonObject, LinuxManifest } from '../../src/index.ts';
import { createConfiguration, formatJsonPath } from '../../src/index.ts';

/** The name of the backend. */
export const LINUX = 'netloom.Linux';

/** The contents of a file of the archive that a document becomes. */
export function member(config: JsonObject, name: string): string | undefined {
  return createConfiguration(LINUX, { config })
    .members()
    .find((file) => file.name === name)?.contents;
}

/** The `.network` file of an interface. */
export const network = (config: JsonObject, name: string): string | undefined =>
  member(config, `etc/systemd/network/10-netloom-${name}.network`);
/** The `.netdev` file of an interface. */
export const netdev = (config: JsonObject, name: string): string | undefined =>
  member(config, `etc/systemd/network/10-netloom-${name}.netdev`);

/** The manifest of a document. */
export function manifestOf(config: JsonObject): LinuxManifest {
  return JSON.parse(member(config, 'netloom/manifest.json') ?? '') as LinuxManifest;
}

/** `path: message` of each problem. */
export function problems(config: JsonObject): string[] {
  return createConfiguration(LINUX, { config })
    .problems()
    .map(({ path, message }) => `${formatJsonPath(path)}: ${message}`);
}

/** A static address. */
export const fixed = (address: string, mask: number, gateway?: string): JsonObject => ({
  proto: 'static',
  family: address.includes(':') ? 'ipv6' : 'ipv4',
  address,
  mask,
  ...(gateway === undefined ? {} : { gateway }),
});
/** A plain interface. */
export const ethernet = (name: string, ...addresses: JsonObject[]): JsonObject => ({
  name,
  type: 'ethernet',
  addresses,
});
/** A document with some interfaces. */
export const interfaces = (...entries: JsonObject[]): JsonObject => ({ interfaces: entries });
/** A wireless interface that offers a network. */
export const accessPoint = (name: string, settings: JsonObject = {}): JsonObject => ({
  name,
  type: 'wireless',
  wireless: { radio: 'radio0', mode: 'access_point', ssid: 'net', ...settings },
});
/** A wireless interface that joins a network. */
export const station = (name: string, settings: JsonObject = {}): JsonObject => ({
  name,
  type: 'wireless',
  wireless: { radio: 'radio0', mode: 'station', ssid: 'net', ...settings },
});
/** A radio of 2.4 GHz. */
export const radio = (settings: JsonObject): JsonObject => ({
  name: 'radio0',
  protocol: '802.11n',
  channel: 6,
  channel_width: 20,
  ...settings,
});
/** A key of WireGuard. */
export const KEY = 'yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=';
