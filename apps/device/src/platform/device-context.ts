import type { Logger } from '@netloom/server-kit';
import type { FastifyInstance } from 'fastify';
import type { SystemBus } from './bus/system-bus.ts';
import type { RunCommand } from './commands/run-command.ts';
import type { AccessControl } from './http/access-control.ts';
import type { AnyOperation } from './http/operation.ts';
import type { DevicePaths } from './paths.ts';
import type { Privileged } from './privileged/privileged.ts';
import type { DeviceSettings } from './settings.ts';

/** Tells the time; injected so that rules can be tested without waiting. */
export type Clock = () => Date;

/** What every module gets: the things that nobody owns. */
export interface DeviceContext {
  /** Of the program, for example `0.1.0`. */
  version: string;
  settings: DeviceSettings;
  paths: DevicePaths;
  log: Logger;
  clock: Clock;
  http: FastifyInstance;
  /** Every operation of the API, in the order of declaration: the documentation is made of it. */
  operations: AnyOperation[];
  /** Who may call. Set by the auth module, which is registered first. */
  access: AccessControl;
  /** Runs a program that only reads. What changes the system goes through `privileged`. */
  run: RunCommand;
  /** Changes the system through the one list of actions. */
  privileged: Privileged;
  /** The D-Bus system bus. */
  bus: SystemBus;
  /** Changes of the network run one after the other: activation, VLANs, configurations of the fleet. */
  networkLock: <Result>(task: () => Promise<Result>) => Promise<Result>;
}
