export type { JsonObject, JsonSchema, JsonValue } from '@netloom/netjson';
export type { ArchiveMember } from './archive/archive-member.ts';
export { getBackend, listBackends, registerBackend } from './backend-registry.ts';
export type {
  Backend,
  BackendOptions,
  NativeFile,
  NativeInput,
  NativeOutput,
  ParsedNative,
} from './backend.ts';
export { ConfigurationError } from './configuration-error.ts';
export type { ConfigurationErrorKind, ConfigurationProblem } from './configuration-error.ts';
export { createConfiguration } from './configuration.ts';
export type { Configuration, ConfigurationInput, JsonOptions } from './configuration.ts';
export { evaluateVariables } from './evaluate-variables.ts';
export { formatJsonPath } from './json-path.ts';
export type { JsonPath } from './json-path.ts';
export { mergeTemplates } from './merge-templates.ts';
export { parseNative } from './parse-native.ts';
