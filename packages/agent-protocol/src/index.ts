export { type BackOffPolicy, backOffDelay, withBackOff } from './back-off.ts';
export { type Clock, systemClock } from './clock.ts';
export {
  type ArchiveLimits,
  type ConfigMember,
  type DeviceConfig,
  isApplicablePath,
  readConfigArchive,
} from './config-archive.ts';
export { consistentKey } from './consistent-key.ts';
export { type ControllerCalls, type ControllerEffect, controllerCalls } from './controller-calls.ts';
export {
  type ControllerClient,
  type ControllerClientOptions,
  closeControllerClient,
  createControllerClient,
  type ExchangeRecord,
  type Operation,
} from './controller-client.ts';
export type { ControllerPaths } from './controller-paths.ts';
export { parseControllerUrl } from './controller-url.ts';
export type { DeviceCredentials } from './device-credentials.ts';
export { type DeviceIdentity, registrationName } from './device-identity.ts';
export { type DeviceStep, stepDevice } from './device-model.ts';
export { type DeviceSettings, deviceSettings } from './device-settings.ts';
export {
  type DeviceEffect,
  type DeviceEvent,
  type DevicePhase,
  type DeviceState,
  type DeviceWorld,
  type DownloadedArchive,
  type DownloadedConfig,
  newDevice,
  uptime,
} from './device-state.ts';
export { downloadConfig } from './download-config.ts';
export { limitErrorReason } from './error-reason.ts';
export { type DevicePoll, fetchChecksum } from './fetch-checksum.ts';
export { generateIdentity } from './generate-identity.ts';
export {
  type DeliveryVerdict,
  emptyBacklog,
  type MonitoringBacklog,
  nextDelivery,
  settleDelivery,
  storeSnapshot,
} from './monitoring-backlog.ts';
export { describeProtocolError, isAnswer, type ProtocolError } from './protocol-error.ts';
export { type Random, type Range, seededRandom, uniform } from './random.ts';
export { readTar, type TarMember, type TarProblem } from './read-tar.ts';
export { register } from './register.ts';
export { type RegistrationRequest, registrationForm } from './registration-form.ts';
export type { Registration } from './registration-reply.ts';
export { reportStatus, type StatusReply, type StatusReport } from './report-status.ts';
export { failure, type Result, success } from './result.ts';
export { type DeviceRun, type DeviceRunOptions, runDevice } from './run-device.ts';
export { type MonitoringSnapshot, sendMonitoringData } from './send-monitoring-data.ts';
export { updateInfo } from './update-info.ts';
