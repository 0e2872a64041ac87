import { failure, readConfigArchive, success, type Result } from '@netloom/agent-protocol';
import { LINUX_MANIFEST_PATH, type LinuxManifest } from '@netloom/netjson-config/linux-manifest';
import type { Reading } from '../../../platform/model/model.ts';
import { linuxManifestModel } from './linux-manifest-model.ts';

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
  const readable = readManifest(found.contents);
  if (!readable.ok) return failure(`${LINUX_MANIFEST_PATH} in the archive cannot be read: ${readable.error}`);
  const manifest = readable.value;
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

/** The manifest is checked whole before anything is done with it. */
const readManifest = (bytes: Buffer): Result<LinuxManifest, string> => {
  let given: unknown;
  try {
    given = JSON.parse(bytes.toString('utf8'));
  } catch {
    return failure('it is not JSON');
  }
  const reading: Reading = { problems: [] };
  linuxManifestModel.read(given, [], reading);
  const [problem] = reading.problems;
  if (problem) return failure(`${problem.loc.join('.') || 'it'}: ${problem.msg}`);
  return success(given as LinuxManifest);
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
