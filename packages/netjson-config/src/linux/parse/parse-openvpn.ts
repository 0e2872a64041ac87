import type { JsonObject } from '@netloom/netjson';
import { objectsIn } from '../../document-values.ts';
import { openvpnBackend } from '../../openvpn/openvpn-backend.ts';

const FILE = /^\/etc\/openvpn\/(?:client|server)\/([^/]+\.conf)$/;

/** The instances of OpenVPN that files describe. */
export function parseOpenvpnFiles(files: ReadonlyMap<string, string>): JsonObject[] {
  const native = [...files].flatMap(([path, contents]) => {
    const name = FILE.exec(path)?.[1];
    return name === undefined ? [] : [{ name, contents }];
  });
  const parsed = openvpnBackend.parse?.(native, openvpnBackend.defaultOptions);
  return objectsIn(parsed?.document.openvpn);
}
