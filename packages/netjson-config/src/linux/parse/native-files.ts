import type { LinuxFile, LinuxFileSection } from '../linux-file.ts';
import { optionsOf } from '../linux-file.ts';
import type { LinuxFilePurpose } from '../linux-manifest.ts';
import { readIni } from './read-ini.ts';
import { readLines } from './read-lines.ts';

/** How a file is read, and what is to be known about it. */
interface FileForm {
  readonly path: RegExp;
  readonly purpose: LinuxFilePurpose;
  readonly sections: 'ini' | 'lines' | 'text' | 'words';
  readonly isSecret?: true;
}

const FORMS: readonly FileForm[] = [
  { path: /^\/etc\/systemd\/network\/.+\.key$/, purpose: 'key', sections: 'text', isSecret: true },
  { path: /^\/etc\/systemd\/network\/.+\.(?:network|netdev)$/, purpose: 'networkd', sections: 'ini' },
  { path: /^\/etc\/hostapd\/.+\.conf$/, purpose: 'hostapd', sections: 'lines', isSecret: true },
  { path: /^\/etc\/hostapd\/.+\.(?:accept|deny)$/, purpose: 'hostapd_clients', sections: 'text' },
  {
    path: /^\/etc\/wpa_supplicant\/wpa_supplicant-.+\.conf$/,
    purpose: 'wpa_supplicant',
    sections: 'lines',
    isSecret: true,
  },
  {
    path: /^\/etc\/openvpn\/(?:client|server)\/.+\.conf$/,
    purpose: 'openvpn',
    sections: 'words',
    isSecret: true,
  },
  { path: /^\/etc\/hostname$/, purpose: 'hostname', sections: 'text' },
  { path: /^\/etc\/timezone$/, purpose: 'timezone', sections: 'text' },
  { path: /^\/etc\/systemd\/timesyncd\.conf\.d\/90-netloom\.conf$/, purpose: 'timesyncd', sections: 'ini' },
  { path: /^\/etc\/systemd\/resolved\.conf\.d\/90-netloom\.conf$/, purpose: 'resolved', sections: 'ini' },
  { path: /^\/etc\/sysctl\.d\/90-netloom\.conf$/, purpose: 'sysctl', sections: 'lines' },
];

const INTERFACE =
  /^\/etc\/(?:systemd\/network\/10-netloom-|hostapd\/|wpa_supplicant\/wpa_supplicant-)(.+?)(?:\.peer[0-9]+)?\.[a-z]+$/;
const MODE = 0o644;
const SECRET_MODE = 0o600;

/** The native files of a configuration as they were read. Other files are no part of it. */
export function nativeFiles(files: ReadonlyMap<string, string>): LinuxFile[] {
  return [...files].flatMap(([path, contents]) => {
    const form = FORMS.find((candidate) => candidate.path.test(path));
    if (form === undefined) return [];
    const name = INTERFACE.exec(path)?.[1];
    return [
      {
        path,
        purpose: form.purpose,
        mode: form.isSecret === true ? SECRET_MODE : MODE,
        ...(form.purpose === 'key' ? { installedMode: 0o640, group: 'systemd-network' } : {}),
        ...(name === undefined ? {} : { interface: name }),
        ...serviceOf(path),
        contents,
        sections: sectionsOf(form, path, contents),
      },
    ];
  });
}

/** Instances of OpenVPN are named after their files. */
function serviceOf(path: string): Pick<LinuxFile, 'service'> {
  const [, role, name] = /^\/etc\/openvpn\/(client|server)\/(.+)\.conf$/.exec(path) ?? [];
  return name === undefined ? {} : { service: { unit: `openvpn-${role}@${name}.service`, enabled: true } };
}

/** Directives of OpenVPN: a name, then the rest of the line. */
function readWords(contents: string): [string, string][] {
  return contents.split('\n').flatMap((line) => {
    const [, name, rest = ''] = /^([^\s#;]\S*) ?(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, rest] as [string, string]];
  });
}

function sectionsOf({ sections, purpose }: FileForm, path: string, contents: string): LinuxFileSection[] {
  switch (sections) {
    case 'ini':
      return readIni(path, contents).map(({ type, settings }) => ({
        type,
        name: type,
        options: optionsOf(settings),
      }));
    case 'lines':
      return [{ type: purpose, name: purpose, options: optionsOf(readLines(contents)) }];
    case 'words':
      return [{ type: purpose, name: purpose, options: optionsOf(readWords(contents)) }];
    case 'text':
      return [{ type: purpose, name: purpose, options: new Map([[purpose, contents.trim()]]) }];
  }
}
