import type { JsonObject } from '@netloom/netjson';
import { given, listed } from './given.ts';
import { readIni, valueOf } from './read-ini.ts';

/** Sections of a document about the device as a whole, from the files that say so. */
export function parseSystem(files: ReadonlyMap<string, string>): JsonObject {
  const general = given({
    hostname: lineOf(files, '/etc/hostname'),
    timezone: lineOf(files, '/etc/timezone')?.replaceAll('_', ' '),
    ip_forwarding: forwardingOf(files.get('/etc/sysctl.d/90-netloom.conf')),
  });
  const servers = wordsOf(files, '/etc/systemd/timesyncd.conf.d/90-netloom.conf', 'Time', 'NTP');
  const resolved = '/etc/systemd/resolved.conf.d/90-netloom.conf';
  return given({
    general: Object.keys(general).length > 0 ? general : undefined,
    ntp: servers.length > 0 ? { enabled: true, server: servers } : undefined,
    dns_servers: listed(wordsOf(files, resolved, 'Resolve', 'DNS')),
    dns_search: listed(wordsOf(files, resolved, 'Resolve', 'Domains')),
  });
}

function lineOf(files: ReadonlyMap<string, string>, path: string): string | undefined {
  return files.get(path)?.trim();
}

function forwardingOf(contents: string | undefined): boolean | undefined {
  const value = /^net\.ipv4\.ip_forward\s*=\s*([01])$/m.exec(contents ?? '')?.[1];
  return value === undefined ? undefined : value === '1';
}

function wordsOf(files: ReadonlyMap<string, string>, path: string, type: string, key: string): string[] {
  const contents = files.get(path);
  if (contents === undefined) return [];
  const section = readIni(path, contents).find((candidate) => candidate.type === type);
  return (valueOf(section, key) ?? '').split(/\s+/).filter((word) => word !== '');
}
