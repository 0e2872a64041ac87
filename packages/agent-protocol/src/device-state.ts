import type { DeviceConfig } from './config-archive.ts';
import type { DeviceCredentials } from './device-credentials.ts';
import type { DeviceIdentity } from './device-identity.ts';
import type { DeviceSettings } from './device-settings.ts';
import type { Random } from './random.ts';
import type { Registration } from './registration-reply.ts';
import type { StatusReply, StatusReport } from './report-status.ts';
import type { Result } from './result.ts';

/** What a device is doing. Every phase but `off` and `gone` waits for exactly one thing: an answer or a timer. */
export type DevicePhase =
  | { readonly name: 'off' }
  | { readonly name: 'booting' }
  /** Waits for the next attempt to register. */
  | { readonly name: 'unregistered' }
  | { readonly name: 'registering' }
  /** The delay of the first agent start of a boot. */
  | { readonly name: 'starting' }
  | { readonly name: 'updating-info'; readonly attempt: number }
  | { readonly name: 'idle' }
  | { readonly name: 'polling'; readonly attempt: number }
  | { readonly name: 'downloading'; readonly attempt: number; readonly checksum: string }
  | { readonly name: 'applying'; readonly archive: DownloadedArchive }
  | { readonly name: 'testing'; readonly attempt: number; readonly download: DownloadedConfig }
  /** Restores the backup after a failed apply or test. */
  | { readonly name: 'rolling-back' }
  | { readonly name: 'reporting'; readonly attempt: number; readonly report: StatusReport }
  /** The agent ended; the service manager will start it again. */
  | { readonly name: 'exited'; readonly code: number }
  /** The agent ended too often: only a reboot brings it back. Codes: device protocol 11.3. */
  | { readonly name: 'gone'; readonly code: number };

/** An archive whose MD5 was right, and what unpacking it gave: a configuration, or a sentence that says why not. */
export interface DownloadedArchive {
  readonly checksum: string;
  readonly unpacked: Result<DeviceConfig, string>;
}

/** A configuration that is being tried out. */
export interface DownloadedConfig {
  readonly checksum: string;
  readonly config: DeviceConfig;
}

/** The whole of a device, as plain data. */
export interface DeviceState {
  readonly phase: DevicePhase;
  /** Names the one answer or timer that is waited for; anything else that arrives is stale. */
  readonly ticket: number;
  /** Survives a reboot. */
  readonly flash: {
    readonly credentials?: DeviceCredentials;
    /** Empty once registered. */
    readonly sharedSecret: string;
    /** Of the configuration applied last. */
    readonly checksum?: string;
    /** The configuration applied last. */
    readonly config?: DeviceConfig;
  };
  /** Lost at a reboot. */
  readonly memory: {
    /** On the device's clock, in milliseconds since the epoch; undefined while it is off. */
    readonly bootedAt?: number;
    readonly agentStartedAt: number;
    /** The inventory was sent, or registration made that superfluous, since the boot. */
    readonly introduced: boolean;
    /** Whether the agent has completed a cycle since it started; before that a signal kills it. */
    readonly cycled: boolean;
    /** The checksum seen last: another one from the controller means "download". */
    readonly checksum?: string;
    /** Agent starts in quick succession, as the service manager counts them. */
    readonly respawns: number;
    /** What the agent logged since the last download, newest last: the material of an error report. */
    readonly log: readonly string[];
  };
  /** The outcome that was last reported and accepted; undefined before the first. */
  readonly reported?: StatusReport['status'];
}

/** What can happen to a device. Events with a `ticket` answer an effect. */
export type DeviceEvent =
  | { readonly type: 'power-on' }
  | { readonly type: 'power-off' }
  | { readonly type: 'reboot' }
  /** Signal USR1: poll now. */
  | { readonly type: 'poll-now' }
  /** Signal USR2: forget the checksums, download and apply again. */
  | { readonly type: 'force-update' }
  | { readonly type: 'timer'; readonly ticket: number }
  | { readonly type: 'registered'; readonly ticket: number; readonly result: Result<Registration> }
  | { readonly type: 'checksum'; readonly ticket: number; readonly result: Result<string> }
  | { readonly type: 'downloaded'; readonly ticket: number; readonly result: Result<DownloadedArchive> }
  | { readonly type: 'info-updated'; readonly ticket: number; readonly result: Result<void> }
  | { readonly type: 'reported'; readonly ticket: number; readonly result: Result<StatusReply> };

/** What a device wants done. Each is answered by one event with the same ticket. */
export type DeviceEffect =
  | { readonly type: 'wait'; readonly ticket: number; readonly milliseconds: number }
  | { readonly type: 'register'; readonly ticket: number; readonly sharedSecret: string }
  | { readonly type: 'fetch-checksum'; readonly ticket: number; readonly credentials: DeviceCredentials }
  | {
      readonly type: 'download';
      readonly ticket: number;
      readonly credentials: DeviceCredentials;
      readonly checksum: string;
    }
  | { readonly type: 'update-info'; readonly ticket: number; readonly credentials: DeviceCredentials }
  | {
      readonly type: 'report';
      readonly ticket: number;
      readonly credentials: DeviceCredentials;
      readonly report: StatusReport;
    };

/** What the model needs to know of its surroundings. */
export interface DeviceWorld {
  readonly identity: DeviceIdentity;
  readonly settings: DeviceSettings;
  /** The device's clock, in milliseconds since the epoch. */
  readonly now: number;
  readonly random: Random;
}

/** A new device, switched off: it has a secret to register with, or the credentials of an earlier registration. */
export function newDevice(
  start: { readonly sharedSecret: string } | { readonly credentials: DeviceCredentials },
): DeviceState {
  return {
    phase: { name: 'off' },
    ticket: 0,
    flash: 'credentials' in start ? { ...start, sharedSecret: '' } : start,
    memory: { agentStartedAt: 0, introduced: false, cycled: false, respawns: 0, log: [] },
  };
}

/** How long the device has been up, in milliseconds; 0 while it is off. */
export function uptime(state: DeviceState, now: number): number {
  return state.memory.bootedAt === undefined ? 0 : now - state.memory.bootedAt;
}
