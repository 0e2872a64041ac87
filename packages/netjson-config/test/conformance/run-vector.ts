import type {
  ArchiveMember,
  Configuration,
  ConfigurationInput,
  JsonObject,
  JsonOptions,
} from '../../src/index.ts';
import { createConfiguration, getBackend } from '../../src/index.ts';
import { compressArchive } from '../../src/archive/compress-archive.ts';
import { writeTar } from '../../src/archive/write-tar.ts';
import type { Vector } from './vector.ts';

const BACKEND_NAMES: ReadonlyMap<string, string> = new Map([
  ['openwrt', 'netjsonconfig.OpenWrt'],
  ['openwisp', 'netjsonconfig.OpenWisp'],
  ['openvpn', 'openwisp_controller.vpn_backends.OpenVpn'],
  ['wireguard', 'openwisp_controller.vpn_backends.Wireguard'],
  ['vxlan', 'openwisp_controller.vpn_backends.VxlanWireguard'],
  ['zerotier', 'openwisp_controller.vpn_backends.ZeroTier'],
]);

/** What an operation returned: a value to compare as JSON, or the members and bytes of an archive. */
export type VectorResult =
  | { readonly value: unknown }
  | { readonly members: readonly ArchiveMember[]; readonly tar: Uint8Array };

/** Executes a vector's operation. Whatever the library throws, it throws. */
export function runVector(vector: Vector): VectorResult {
  const backend = BACKEND_NAMES.get(vector.backend) ?? vector.backend;
  if (vector.operation === 'auto_client') {
    const build = getBackend(backend)?.clientBuilders?.get(vector.function ?? '');
    if (build === undefined) throw new Error(`no client builder ${vector.function}`);
    return { value: build(vector.args ?? {}) };
  }
  const configuration = createConfiguration(backend, inputOf(vector));
  if (vector.after === 'render') configuration.render();
  return operate(vector, configuration);
}

function operate(vector: Vector, configuration: Configuration): VectorResult {
  switch (vector.operation) {
    case 'render':
      return { value: configuration.render(vector.args ?? {}) };
    case 'json':
      return { value: configuration.json(jsonOptions(vector.args ?? {})) };
    case 'validate':
      configuration.validate();
      return { value: true };
    case 'generate':
      return { members: configuration.members(), tar: configuration.tar() };
    default:
      return { value: configuration.document };
  }
}

/** The constructor's input. Vectors misuse it on purpose, hence the cast. */
function inputOf(vector: Vector): ConfigurationInput {
  const files = vector.native_files?.map(({ name, contents }) => ({ name, contents, mode: 0o644 }));
  const native = files === undefined ? vector.native : compressArchive(writeTar(files));
  const { config, context, templates } = vector;
  const options = Object.entries({ config, context, templates, native, ...vector.options });
  return Object.fromEntries(options.filter(([, value]) => value !== undefined)) as ConfigurationInput;
}

function jsonOptions(args: JsonObject): JsonOptions {
  const { indent, sort_keys: sortKeys, ensure_ascii: ensureAscii, validate } = args;
  const options = Object.entries({ indent, sortKeys, ensureAscii, validate });
  return Object.fromEntries(options.filter(([, value]) => value !== undefined)) as JsonOptions;
}
