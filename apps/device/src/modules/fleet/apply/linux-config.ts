import { failure, readConfigArchive, success, type Result } from '@netloom/agent-protocol';
import { LINUX_MANIFEST_PATH, type LinuxManifest } from '@netloom/netjson-config/linux-manifest';

/** A configuration that this box can apply. */
export interface LinuxConfig {
  manifest: LinuxManifest;
  /** Contents by absolute path. */
  files: ReadonlyMap<string, string>;
  /** Members of the archive that must not be written. */
  skipped: readonly string[];
}

/** Reads a downloaded archive, or says why it cannot be applied. */
export const readLinuxConfig = (archive: Buffer): Result<LinuxConfig, string> => {
  const unpacked = readConfigArchive(archive);
  if (!unpacked.ok) return unpacked;
  const { members, skipped } = unpacked.value;
  const found = members.find(({ path }) => path === LINUX_MANIFEST_PATH);
  if (!found)
    return failure(
      'the configuration is not for a Linux box: the device must have the backend netloom.Linux on the controller',
    );
  const manifest = readManifest(found.contents);
  if (manifest === undefined) return failure(`${LINUX_MANIFEST_PATH} in the archive cannot be read`);
  const contents = new Map(members.map((member) => [`/${member.path}`, member.contents]));
  const files = new Map<string, string>();
  for (const { path } of manifest.files) {
    const content = contents.get(path);
    if (content === undefined) return failure(`${path} is missing in the archive`);
    const text = decode(content);
    if (text === undefined) return failure(`${path} is not text`);
    files.set(path, text);
  }
  return success({ manifest, files, skipped });
};

const decode = (bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const readManifest = (bytes: Buffer): LinuxManifest | undefined => {
  try {
    const manifest = JSON.parse(bytes.toString('utf8')) as Partial<LinuxManifest> | null;
    const lists = [
      manifest?.interfaces,
      manifest?.rules,
      manifest?.radios,
      manifest?.services,
      manifest?.files,
    ];
    return manifest?.version === 1 && lists.every(Array.isArray) ? (manifest as LinuxManifest) : undefined;
  } catch {
    return undefined;
  }
};

/** A box that the controller has not configured. */
export const emptyManifest: LinuxManifest = {
  version: 1,
  sysctl: {},
  interfaces: [],
  rules: [],
  radios: [],
  services: [],
  files: [],
};
