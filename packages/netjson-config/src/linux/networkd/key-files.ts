import type { JsonValue } from '@netloom/netjson';
import { objectsIn, textOf } from '../../document-values.ts';
import type { LinuxFile } from '../linux-file.ts';
import { peerKeyPath, privateKeyPath } from '../plan/key-paths.ts';
import type { PlanContext } from '../plan/plan-context.ts';

const SECRET_MODE = 0o600;
/** systemd-networkd has given up the rights of root when it reads keys. */
const INSTALLED_MODE = 0o640;
const GROUP = 'systemd-network';

/** Keys of WireGuard interfaces and their peers, one file each. */
export function keyFiles({ document, peers }: PlanContext): LinuxFile[] {
  return objectsIn(document.interfaces)
    .filter(({ type }) => type === 'wireguard')
    .flatMap((entry) => {
      const name = textOf(entry.name);
      const peerKeys = (peers.get(name) ?? []).flatMap(({ preshared_key: key }, index) =>
        textOf(key) === '' ? [] : [keyFile(peerKeyPath(name, index), key, name)],
      );
      return [keyFile(privateKeyPath(name), entry.private_key, name), ...peerKeys];
    });
}

function keyFile(path: string, key: JsonValue | undefined, interfaceName: string): LinuxFile {
  const text = textOf(key);
  return {
    path,
    purpose: 'key',
    mode: SECRET_MODE,
    installedMode: INSTALLED_MODE,
    group: GROUP,
    interface: interfaceName,
    contents: `${text}\n`,
    sections: [{ type: 'key', name: interfaceName, options: new Map([['key', text]]) }],
  };
}
