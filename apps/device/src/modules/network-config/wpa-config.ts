import { pbkdf2Sync } from 'node:crypto';
import type { NetSecurity } from './net-config.ts';

/**
 * The configuration of wpa_supplicant for one interface (device service, section 3.8): the network first, with a
 * higher priority than all others; the networks that `before` has follow, except one of the same name.
 *
 * @param before the file as it is now; empty when there is none.
 * @param controlFolder where wpa_supplicant makes its sockets.
 */
export const renderWpaConfig = (
  before: string,
  { security, mlo }: { security: NetSecurity; mlo: boolean },
  controlFolder: string,
): string => {
  const known = networkBlocks(before);
  const highest = Math.max(0, ...known.flatMap((lines) => lines.map(priorityOf)));
  const name = `ssid=${ssidValue(security.ssid)}`;
  const lines = [name, `priority=${highest + 1}`, ...securityLines(security), ...(mlo ? ['mlo=1'] : [])].map(
    (line) => `    ${line}`,
  );
  return [
    `ctrl_interface=${controlFolder}\nupdate_config=1\nsae_pwe=2`,
    block(lines),
    ...known.filter((other) => !other.includes(name)).map(block),
  ].join('\n\n');
};

const block = (lines: readonly string[]): string => ['network={', ...lines, '}'].join('\n');

/** The lines of each network, unindented. A block without an end is left out. */
const networkBlocks = (text: string): string[][] => {
  const blocks: string[][] = [];
  let open: string[] | undefined;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (/^network\s*=\s*\{$/.test(line)) open = [];
    else if (open && line === '}') {
      blocks.push(open);
      open = undefined;
    } else if (line !== '') open?.push(line);
  }
  return blocks;
};

const priorityOf = (line: string): number => Number(/^priority=(\d{1,9})$/.exec(line)?.[1] ?? 0);

const securityLines = (security: NetSecurity): string[] => {
  switch (security.security) {
    case 'WPA2-PSK':
      return [`psk=${pskValue(security)}`, 'key_mgmt=WPA-PSK', 'ieee80211w=1'];
    case 'WPA3-PSK':
      return [`psk=${pskValue(security)}`, 'key_mgmt=SAE', 'ieee80211w=2'];
    case 'OPEN':
      return ['key_mgmt=NONE'];
    case 'OWE':
      return ['key_mgmt=OWE', 'ieee80211w=2'];
  }
};

/** In quotation marks, or as hexadecimal digits where the name has one itself. */
const ssidValue = (ssid: string): string =>
  ssid.includes('"') ? Buffer.from(ssid, 'utf8').toString('hex') : `"${ssid}"`;

/** The passphrase in quotation marks; a key as it is. A passphrase with a quotation mark becomes the key that it stands for. */
const pskValue = ({ ssid, psk }: NetSecurity): string => {
  const phrase = psk ?? '';
  if (/^[0-9a-fA-F]{64}$/.test(phrase)) return phrase;
  if (!phrase.includes('"')) return `"${phrase}"`;
  return pbkdf2Sync(phrase, ssid, 4096, 32, 'sha1').toString('hex');
};

/** The stanza of ifupdown for one interface. */
export const renderDhcpStanza = (name: string): string => `allow-hotplug ${name}\niface ${name} inet dhcp\n`;
