import type { JsonObject } from '@netloom/netjson';
import type { NativeInput, ParsedNative } from '../../backend.ts';
import { documentFiles } from '../document-files.ts';
import { linuxManifestOf } from '../linux-manifest-of.ts';
import { linuxOutput } from '../linux-output.ts';
import { LINUX_MANIFEST_PATH } from '../linux-manifest.ts';
import { planDocument } from '../plan-document.ts';
import { given, listed } from './given.ts';
import { manifestFiles } from './manifest-files.ts';
import { nativeFiles } from './native-files.ts';
import { parseHostapd } from './parse-hostapd.ts';
import type { ParsedWireless } from './parse-hostapd.ts';
import { parseNetworkd, readNetworkd } from './parse-networkd.ts';
import { parseOpenvpnFiles } from './parse-openvpn.ts';
import { parseSupplicant } from './parse-supplicant.ts';
import { parseSystem } from './parse-system.ts';
import { readFiles } from './read-files.ts';

const HOSTAPD_FILE = /^\/etc\/hostapd\/[^/]+\.conf$/;
const SUPPLICANT_FILE = /^\/etc\/wpa_supplicant\/wpa_supplicant-([^/]+)\.conf$/;

/**
 * Reads the files that this backend writes, and those of other hands as far as they are alike. What they say beyond
 * that is written again as it was, but is no part of the document.
 */
export function parseLinux(native: NativeInput): ParsedNative {
  const files = readFiles(native);
  const document = parseDocument(files);
  const output = nativeFiles(files);
  const plan = planDocument(document);
  const own = documentFiles(document);
  return { document, output: linuxOutput(output, own, linuxManifestOf(plan, output, own)) };
}

function parseDocument(files: ReadonlyMap<string, string>): JsonObject {
  const wireless: ParsedWireless = { interfaces: new Map(), bridges: new Map(), radios: [] };
  for (const [path, contents] of files) if (HOSTAPD_FILE.test(path)) parseHostapd(contents, files, wireless);
  for (const [path, contents] of files) {
    const name = SUPPLICANT_FILE.exec(path)?.[1];
    if (name !== undefined) parseSupplicant(name, contents, wireless);
  }
  const read = readNetworkd(files);
  const { interfaces, ...sections } = parseNetworkd(read, files, wireless.interfaces, wireless.bridges);
  // Interfaces that only a wireless daemon knows are left to others otherwise.
  const names = new Set(read.map(({ name }) => name));
  const others = [...wireless.interfaces]
    .filter(([name]) => !names.has(name))
    .map(([name, entry]) => ({ name, ...entry }));
  return given({
    ...parseSystem(files),
    interfaces: listed([...interfaces, ...others]),
    radios: listed(wireless.radios),
    routes: listed(sections.routes),
    ip_rules: listed(sections.ip_rules),
    wireguard_peers: listed(sections.wireguard_peers),
    openvpn: listed(parseOpenvpnFiles(files)),
    files: listed(manifestFiles(files.get(`/${LINUX_MANIFEST_PATH}`), files)),
  });
}
