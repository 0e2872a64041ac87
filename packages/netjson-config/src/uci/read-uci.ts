import type { NativeInput } from '../backend.ts';
import { parseUci } from './parse-uci.ts';
import type { UciBlock, UciPackages } from './uci-block.ts';

const CONFIG_FOLDER = 'etc/config/';
const FIRMWARE_FILE = /^uci\/([^/]+)\.conf$/;

/**
 * UCI packages from text, or from the files of an archive: those in `etc/config`, as on a device, and those that
 * OpenWISP Firmware 1.x imports (`uci/<package>.conf`). Other files are left out.
 *
 * @throws ConfigurationError
 */
export function readUci(native: NativeInput): UciPackages {
  if (typeof native === 'string') return parseUci(native);
  const packages = new Map<string, readonly UciBlock[]>();
  for (const { name, contents } of native) {
    const packageName = name.startsWith(CONFIG_FOLDER)
      ? name.slice(CONFIG_FOLDER.length)
      : FIRMWARE_FILE.exec(name)?.[1];
    if (packageName === undefined) continue;
    for (const [key, blocks] of parseUci(contents, packageName)) packages.set(key, blocks);
  }
  return packages;
}
