import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@netloom/server-kit';
import {
  findProgram,
  makeTemporaryFolder,
  startServer,
  waitFor,
  type ThrowawayServer,
} from '@netloom/server-kit/testing';
import { busDaemon, type BusTarget } from '../platform/bus/connect-bus.ts';
import { createSystemBus, type SystemBus } from '../platform/bus/system-bus.ts';
import { isRequired } from './is-required.ts';

/** A D-Bus daemon of a test's own, which stands for the system bus. Anybody may own any name on it. */
export interface PrivateBus {
  /** For NETLOOM_SYSTEM_BUS_ADDRESS, and DBUS_SYSTEM_BUS_ADDRESS of other programs. */
  address: string;
  /** A client for the test itself: to arrange mock objects and to see what happened to them. */
  client: SystemBus;
  /** Puts a program that pretends to be another one on the bus, by a template of python-dbusmock, and returns its end. */
  mockTemplate(template: MockTemplate): Promise<() => Promise<void>>;
  /** Puts an empty mock object on the bus, which `client` fills (`org.freedesktop.DBus.Mock`: AddMethod, AddObject, …). */
  mockObject(target: BusTarget): Promise<() => Promise<void>>;
  /** The daemon goes away, and with it everybody's connection and all mocks. */
  breakDown(): Promise<void>;
  /** The daemon is back, at the same address, with nobody on it. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Templates of python-dbusmock, by the bus name that they own. */
const templates = {
  systemd: 'org.freedesktop.systemd1',
  bluez5: 'org.bluez',
  networkmanager: 'org.freedesktop.NetworkManager',
} as const;

export type MockTemplate = keyof typeof templates;

/** The interface through which mock objects are changed. */
export const mockInterface = 'org.freedesktop.DBus.Mock';

/** The system's own Python: packages of the distribution are not known to another one that may be first in PATH. */
const python = '/usr/bin/python3';

const hasDbusmock = (): boolean => {
  try {
    execFileSync(python, ['-c', 'import dbusmock'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Whether tests can have a private bus with mocks; `NETLOOM_TEST_REQUIRE=dbus` makes it true in any case. */
export const hasPrivateBus = (): boolean =>
  isRequired('dbus') || (findProgram('dbus-daemon') !== undefined && hasDbusmock());

const configuration = (address: string, maximumConnections: number): string => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <limit name="max_connections_per_user">${maximumConnections}</limit>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow send_type="signal"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
`;

/**
 * Starts a D-Bus daemon of its own on a Unix socket in a throw-away folder.
 *
 * @param options.maximumConnections of one user; `client` is one.
 * @throws Error when it is not installed.
 */
export const startPrivateBus = async (options: { maximumConnections?: number } = {}): Promise<PrivateBus> => {
  const program = findProgram('dbus-daemon');
  if (program === undefined) throw new Error('D-Bus is not installed (dbus-daemon was not found)');
  const folder = makeTemporaryFolder('bus');
  const address = `unix:path=${join(folder, 'socket')}`;
  const configurationFile = join(folder, 'bus.conf');
  writeFileSync(configurationFile, configuration(address, options.maximumConnections ?? 100));
  const client = createSystemBus({ address, log: createLogger({ level: 'silent' }) });
  const isOwned = async (name: string): Promise<boolean> =>
    (await client.call(busDaemon, 'NameHasOwner', 's', [name]))[0] === true;

  const startDaemon = (): Promise<ThrowawayServer> =>
    startServer({
      program,
      args: [`--config-file=${configurationFile}`, '--nofork', '--nopidfile', '--nosyslog'],
      folder: makeTemporaryFolder('bus-daemon'),
      url: address,
      isReady: () => client.call(busDaemon, 'GetId'),
    });

  const mocks = new Set<ThrowawayServer>();
  const startMock = async (name: string, args: readonly string[]): Promise<() => Promise<void>> => {
    const mock = await startServer({
      program: '/usr/bin/env',
      args: [`DBUS_SYSTEM_BUS_ADDRESS=${address}`, python, '-m', 'dbusmock', '--system', ...args],
      folder: makeTemporaryFolder('dbusmock'),
      url: address,
      isReady: async () => {
        if (!(await isOwned(name))) throw new Error(`nobody owns ${name}`);
      },
    });
    mocks.add(mock);
    return async () => {
      mocks.delete(mock);
      await mock.stop();
      await waitFor(`nobody owns ${name}`, async () => !(await isOwned(name)));
    };
  };
  const stopMocks = async (): Promise<void> => {
    await Promise.all([...mocks].map((mock) => mock.stop()));
    mocks.clear();
  };

  let daemon: ThrowawayServer | undefined;
  const stopDaemon = async (): Promise<void> => {
    await daemon?.stop();
    daemon = undefined;
    await stopMocks();
  };
  const stop = async (): Promise<void> => {
    client.close();
    await stopMocks();
    await stopDaemon();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    daemon = await startDaemon();
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    address,
    client,
    mockTemplate: (template) => startMock(templates[template], ['--template', template]),
    mockObject: ({ service, path, interface: name }) => startMock(service, [service, path, name]),
    breakDown: stopDaemon,
    comeBack: async () => {
      daemon = await startDaemon();
    },
    stop,
  };
};
