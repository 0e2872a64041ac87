export type { JsonObject, JsonSchema, JsonValue } from '@netloom/netjson';
export type { ArchiveMember } from './archive/archive-member.ts';
export { autoClient } from './auto-client.ts';
export { getBackend, listBackends, registerBackend } from './backend-registry.ts';
export type {
  Backend,
  BackendOptions,
  ClientBuilder,
  NativeFile,
  NativeInput,
  NativeOutput,
  ParsedNative,
} from './backend.ts';
export { ConfigurationError } from './configuration-error.ts';
export type { ConfigurationErrorKind, ConfigurationProblem } from './configuration-error.ts';
export { createConfiguration } from './configuration.ts';
export type { Configuration, ConfigurationInput, JsonOptions } from './configuration.ts';
export { copyJsonObject } from './copy-json.ts';
export type { Change } from './diff/change.ts';
export { diffConfigurations } from './diff/diff-configurations.ts';
export type { ConfigurationDiff, OptionDiff, PackageDiff, SectionDiff } from './diff/diff-configurations.ts';
export type { FileDiff, FileState } from './diff/diff-files.ts';
export { evaluateVariables } from './evaluate-variables.ts';
export { explainConfiguration } from './explain/explain-configuration.ts';
export type {
  ConfigurationExplanation,
  ExplainedFile,
  ExplainedLine,
  ExplainedSection,
  LineSource,
  Origin,
} from './explain/explanation.ts';
export { formatJsonPath } from './json-path.ts';
export type { JsonPath } from './json-path.ts';
export { lintConfiguration } from './lint/lint-configuration.ts';
export type { LintOptions } from './lint/lint-configuration.ts';
export type { LintCode, LintWarning } from './lint/lint-warning.ts';
export { LINUX_MANIFEST_PATH } from './linux/linux-manifest.ts';
export type {
  LinuxAddress,
  LinuxBridge,
  LinuxBridgePort,
  LinuxBridgeVlan,
  LinuxFilePurpose,
  LinuxInterface,
  LinuxInterfaceKind,
  LinuxManifest,
  LinuxManifestFile,
  LinuxRadio,
  LinuxResolver,
  LinuxRoute,
  LinuxRule,
  LinuxService,
  LinuxTime,
  LinuxVlan,
  LinuxVxlan,
  LinuxWireguard,
  LinuxWireguardPeer,
  LinuxWireless,
} from './linux/linux-manifest.ts';
export { mergeTemplates } from './merge-templates.ts';
export type { NativeSection, NativeValue } from './native-section.ts';
export { parseNative } from './parse-native.ts';
export type { OpenvpnClientArgs } from './openvpn/auto-client.ts';
export type { WireguardClientSections } from './openwrt/clients/wireguard-auto-client.ts';
export { uciCommands } from './uci/uci-commands.ts';
export { uciTokens } from './uci/uci-tokens.ts';
export type { UciToken } from './uci/uci-tokens.ts';
export type { WireguardClientArgs, WireguardTunnel } from './wireguard/auto-client.ts';
export type { VxlanClientArgs, VxlanTunnel } from './wireguard/vxlan-auto-client.ts';
export type { ZerotierClientArgs } from './zerotier/auto-client.ts';
