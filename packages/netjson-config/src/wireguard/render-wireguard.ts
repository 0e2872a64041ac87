import type { JsonObject, JsonValue } from '@netloom/netjson';
import { directiveText } from '../directive-text.ts';
import { objectsIn, omit, textOf, textsIn } from '../document-values.ts';
import type { JsonPath } from '../json-path.ts';
import type { NativeSection } from '../native-section.ts';
import { compareCodePoints } from '../python/compare-code-points.ts';
import { isTruthy } from '../python/is-truthy.ts';
import { pythonText } from '../python/python-text.ts';

/** Settings of an interface, under the names of `wg-quick`. Where they are empty they are left out. */
const OPTIONAL_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['dns', 'DNS'],
  ['mtu', 'MTU'],
  ['save_config', 'SaveConfig'],
  ['table', 'Table'],
  ['pre_up', 'PreUp'],
  ['post_up', 'PostUp'],
  ['pre_down', 'PreDown'],
  ['post_down', 'PostDown'],
]);

/** Shell commands, which may have several lines. */
const COMMANDS: ReadonlySet<string> = new Set(['PreUp', 'PostUp', 'PreDown', 'PostDown']);

/** A section of a file of `wg-quick`. */
interface WireguardSection {
  readonly title: 'Interface' | 'Peer';
  readonly settings: JsonObject;
  /** Where it stands in the document. */
  readonly path: JsonPath;
}

/**
 * An interface and its peers in the format of `wg-quick`.
 *
 * @param path where the interface stands in the document
 * @throws ConfigurationError for line breaks outside of commands
 */
export function renderWireguard(instance: JsonObject, path: JsonPath): string {
  return convertInstance(instance, path).map(renderSection).join('\n');
}

/** The same in a form that can be compared: peers are named by their public keys. */
export function wireguardSections(instance: JsonObject): NativeSection[] {
  const name = textOf(instance.name);
  return convertInstance(instance, []).map(({ title, settings }) => ({
    package: 'wireguard',
    type: title,
    name: title === 'Peer' ? `${name} ${textOf(settings.PublicKey)}` : name,
    options: new Map(Object.entries(settings).map(([key, value]) => [key, pythonText(value)])),
  }));
}

function convertInstance(instance: JsonObject, path: JsonPath): WireguardSection[] {
  const settings = interfaceSettings(omit(instance, ['name', 'peers']));
  return [
    { title: 'Interface', settings, path },
    ...objectsIn(instance.peers).map((peer, index) => ({
      title: 'Peer' as const,
      settings: peerSettings(peer),
      path: [...path, 'peers', index],
    })),
  ];
}

function renderSection({ title, settings, path }: WireguardSection): string {
  const lines = Object.keys(settings)
    .sort(compareCodePoints)
    .map((key) => renderSetting(key, settings[key] ?? null, [...path, key]));
  return [`[${title}]`, ...lines, ''].join('\n');
}

function renderSetting(key: string, value: JsonValue, path: JsonPath): string {
  const text = COMMANDS.has(key) ? pythonText(value) : directiveText(value, path);
  return `${directiveText(key, path)} = ${text}`;
}

function interfaceSettings(instance: JsonObject): JsonObject {
  const { port = null, private_key: privateKey = null, address = null, ...rest } = instance;
  const settings: JsonObject = {
    ...omit(rest, [...OPTIONAL_SETTINGS.keys()]),
    Address: address,
    ListenPort: port,
    PrivateKey: privateKey,
  };
  for (const [key, name] of OPTIONAL_SETTINGS) {
    const value = rest[key];
    if (typeof value === 'boolean') settings[name] = String(value);
    else if (Array.isArray(value) && value.length > 0) settings[name] = textsIn(value).join(',');
    else if (value !== undefined && isTruthy(value)) settings[name] = value;
  }
  return settings;
}

/** Whatever is empty or 0 is left out. */
function peerSettings(peer: JsonObject): JsonObject {
  const {
    allowed_ips: allowedIps = null,
    public_key: publicKey = null,
    preshared_key: presharedKey = null,
    endpoint_host: host = null,
    endpoint_port: port = null,
    ...rest
  } = peer;
  const settings: JsonObject = {
    ...rest,
    AllowedIPs: allowedIps,
    // The tools do not mind upper and lower case.
    PreSharedKey: presharedKey,
    PublicKey: publicKey,
  };
  if (isTruthy(host) && isTruthy(port))
    settings.Endpoint = `${endpointHost(pythonText(host))}:${pythonText(port)}`;
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => isTruthy(value)));
}

/** An IPv6 address needs brackets, so that its end is not taken for the port. */
function endpointHost(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
