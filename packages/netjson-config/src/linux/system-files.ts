import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { textOf, textsIn } from '../document-values.ts';
import type { LinuxFile } from './linux-file.ts';
import type { LinuxFilePurpose, LinuxManifest, LinuxResolver, LinuxTime } from './linux-manifest.ts';
import { iniFile, settingsOf } from './networkd/ini-file.ts';

const MODE = 0o644;

/** What a document says about the device as a whole. */
export type SystemPlan = Pick<LinuxManifest, 'hostname' | 'timezone' | 'ntp' | 'dns' | 'sysctl'>;

export function planSystem(document: JsonObject): SystemPlan {
  const { general, ntp } = document;
  const { hostname, timezone, ip_forwarding: forwarding } = isJsonObject(general) ? general : {};
  const time = isJsonObject(ntp) ? planTime(ntp) : undefined;
  const dns = planResolver(document);
  return {
    ...(textOf(hostname) === '' ? {} : { hostname: textOf(hostname) }),
    // The names of the document have blanks where the tz database has underscores.
    ...(textOf(timezone) === '' ? {} : { timezone: textOf(timezone).replaceAll(' ', '_') }),
    ...(time === undefined ? {} : { ntp: time }),
    ...(dns === undefined ? {} : { dns }),
    sysctl: typeof forwarding === 'boolean' ? forwardingSettings(forwarding) : {},
  };
}

function planTime({ enabled, server }: JsonObject): LinuxTime {
  return { enabled: enabled !== false, servers: textsIn(server) };
}

function planResolver(document: JsonObject): LinuxResolver | undefined {
  const servers = textsIn(document.dns_servers);
  const search = textsIn(document.dns_search);
  return servers.length + search.length === 0 ? undefined : { servers, search };
}

function forwardingSettings(isOn: boolean): LinuxManifest['sysctl'] {
  const value = isOn ? '1' : '0';
  return { 'net.ipv4.ip_forward': value, 'net.ipv6.conf.all.forwarding': value };
}

/** The files that say the same to the system itself. */
export function systemFiles({ hostname, timezone, ntp, dns, sysctl }: SystemPlan): LinuxFile[] {
  const files: LinuxFile[] = [];
  if (hostname !== undefined) files.push(lineFile('/etc/hostname', 'hostname', hostname));
  if (timezone !== undefined) files.push(lineFile('/etc/timezone', 'timezone', timezone));
  if (ntp?.enabled === true && ntp.servers.length > 0) {
    const settings = settingsOf([['NTP', ntp.servers.join(' ')]]);
    files.push(
      iniFile('/etc/systemd/timesyncd.conf.d/90-netloom.conf', 'timesyncd', [{ type: 'Time', settings }]),
    );
  }
  if (dns !== undefined) {
    const settings = settingsOf([
      ['DNS', dns.servers.length === 0 ? undefined : dns.servers.join(' ')],
      ['Domains', dns.search.length === 0 ? undefined : dns.search.join(' ')],
    ]);
    files.push(
      iniFile('/etc/systemd/resolved.conf.d/90-netloom.conf', 'resolved', [{ type: 'Resolve', settings }]),
    );
  }
  if (Object.keys(sysctl).length > 0) files.push(sysctlFile(sysctl));
  return files;
}

function lineFile(path: string, purpose: LinuxFilePurpose, text: string): LinuxFile {
  const sections = [{ type: purpose, name: purpose, options: new Map([[purpose, text]]) }];
  return { path, purpose, mode: MODE, contents: `${text}\n`, sections };
}

function sysctlFile(sysctl: LinuxManifest['sysctl']): LinuxFile {
  const entries = Object.entries(sysctl);
  return {
    path: '/etc/sysctl.d/90-netloom.conf',
    purpose: 'sysctl',
    mode: MODE,
    contents: entries.map(([key, value]) => `${key} = ${value}\n`).join(''),
    sections: [{ type: 'sysctl', name: 'sysctl', options: new Map(entries) }],
  };
}
