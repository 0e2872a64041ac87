import { detailError } from '../../platform/http/answer-error.ts';
import { interfaceName } from '../../platform/interface-name.ts';
import { namespaceName } from '../../platform/namespace-name.ts';
import { defaultId, entriesOf, lacksPassphrase, type NetConfig, type NetEntry } from './net-config.ts';

const phyName = /^(?!-)[A-Za-z0-9_.-]{1,32}$/;

/** Line breaks and other characters that would end a line of a configuration file. */
// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/**
 * What must hold before a configuration may be activated (device service, section 2.4).
 *
 * @throws AnswerError 422 with everything that is wrong.
 */
export const validateConfig = (config: NetConfig): void =>
  refuse([
    ...entriesOf(config).flatMap((entry) => problemsOf(entry, config.id)),
    ...sharedNames(entriesOf(config)),
  ]);

/**
 * What wpa_supplicant would refuse, of entries whose interface is there.
 *
 * @throws AnswerError 422 with everything that is wrong.
 */
export const validateCredentials = (entries: readonly NetEntry[]): void =>
  refuse(entries.flatMap(credentialProblems));

const refuse = (problems: readonly string[]): void => {
  if (problems.length > 0) throw detailError(422, `Config validation failed: ${problems.join('; ')}`);
};

const problemsOf = (entry: NetEntry, id: string): string[] => [
  ...nameProblems('interface', entry.interface, interfaceName),
  ...nameProblems('phy', entry.phy, phyName),
  ...nameProblems('iface_display_name', entry.iface_display_name, interfaceName),
  ...namespaceProblems(entry.namespace),
  ...securityProblems(entry, id),
  ...(entry.autostart_app?.trim() === '' ? ['autostart_app must be a non-empty string if provided'] : []),
];

/** Two interfaces of a namespace cannot have the same name. */
const sharedNames = (entries: readonly NetEntry[]): string[] => {
  const problems = new Set<string>();
  const seen = new Set<string>();
  for (const { namespace, iface_display_name: name } of entries) {
    const key = JSON.stringify([namespace, name]);
    if (seen.has(key) && name.trim() !== '')
      problems.add(`iface_display_name ${name} is used twice in the same namespace`);
    seen.add(key);
  }
  return [...problems];
};

const nameProblems = (field: string, value: string, pattern: RegExp): string[] => {
  if (value === '') return [`${field} is required and must be a non-empty string`];
  if (value.trim() === '') return [`${field} cannot be empty or whitespace`];
  return pattern.test(value) ? [] : [`${field} is not a name that an interface or radio can have`];
};

const namespaceProblems = (namespace: string | undefined): string[] => {
  if (namespace === undefined) return [];
  if (namespace.trim() === '')
    return ['namespace is required for NamespaceConfig and must be a non-empty string'];
  if (namespace === 'root') return ['namespace cannot be root, which is the one that the box starts with'];
  return namespaceName.test(namespace) ? [] : ['namespace is not a name that a namespace can have'];
};

const securityProblems = (entry: NetEntry, id: string): string[] => {
  const { security } = entry;
  if (security === null) return [];
  const problems: string[] = [];
  if (security.ssid === '')
    problems.push('security.ssid is required and must be a non-empty string when security is provided');
  if (controlCharacter.test(security.ssid))
    problems.push('security.ssid must not contain line breaks or other control characters');
  if (lacksPassphrase(entry) && !isLeftAlone(entry, id))
    problems.push(`security.psk is required for ${security.security}`);
  if (controlCharacter.test(security.psk ?? ''))
    problems.push('security.psk must not contain line breaks or other control characters');
  return problems;
};

/** The box comes with an entry that has no passphrase yet: it counts as provisioned, and nothing is done about it. */
export const isLeftAlone = (entry: NetEntry, id: string): boolean =>
  id === defaultId && entry.namespace === undefined && lacksPassphrase(entry);

const credentialProblems = ({ security }: NetEntry): string[] => {
  if (security === null) return [];
  const problems: string[] = [];
  if (Buffer.byteLength(security.ssid) > 32) problems.push('security.ssid must not be longer than 32 bytes');
  if (!security.security.endsWith('-PSK')) return problems;
  const psk = security.psk ?? '';
  const bytes = Buffer.byteLength(psk);
  const isKey = security.security === 'WPA2-PSK' && /^[0-9a-fA-F]{64}$/.test(psk);
  if (!isKey && (bytes < 8 || bytes > 63))
    problems.push(
      security.security === 'WPA2-PSK'
        ? 'security.psk must have 8 to 63 characters, or be a key of 64 hexadecimal digits'
        : 'security.psk must have 8 to 63 characters',
    );
  if (security.security === 'WPA3-PSK' && psk.includes('"'))
    problems.push('security.psk must not contain quotation marks with WPA3-PSK');
  return problems;
};
