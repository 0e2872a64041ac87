import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startTestDevice } from '../../src/testing/index.ts';
import { hasPrivateBus, mockInterface, type PrivateBus } from '../../src/testing/start-private-bus.ts';
import type { Case, Contract, Stage } from './contract.ts';
import { missing } from './problems.ts';
import { startOnBus, type BusStage } from './start-on-bus.ts';
import { startWithPrograms, whileProgram, type ProgramStage } from './start-with-programs.ts';

const stateFile = ({ device }: Stage): string => join(device.folder, 'root/etc/wlanpi-state');
const text = expect.any(String) as unknown;

/** Section 3.4, the box itself. */
export const deviceContract: Contract<ProgramStage> = {
  title: 'the box',
  start: () => startWithPrograms({ 'wlanpi-model': 'echo M4+' }),
  operations: [
    {
      operation: 'GET /system/device/info',
      success: {
        answer: { model: 'M4+', name: text, hostname: text, software_version: 'unknown', mode: 'classic' },
      },
      errors: [
        {
          status: 500,
          when: 'when the mode cannot be read',
          arrange: (stage) => {
            rmSync(stateFile(stage), { force: true });
            mkdirSync(stateFile(stage), { recursive: true });
          },
          restore: (stage) => rmSync(stateFile(stage), { recursive: true }),
          answer: 'Internal Server Error',
        },
      ],
    },
    {
      operation: 'GET /system/device/stats',
      success: { answer: { ip: text, cpu: text, ram: text, disk: text, cpu_temp: 'unknown', uptime: text } },
      errors: [],
    },
    {
      operation: 'GET /system/device/model',
      success: { answer: { model: 'M4+' } },
      errors: [
        {
          status: 500,
          when: 'when the program that knows the model fails',
          ...whileProgram('wlanpi-model', 'exit 3'),
          answer: 'Internal Server Error',
          type: 'text/plain; charset=utf-8',
        },
      ],
    },
  ],
};

const systemd = {
  service: 'org.freedesktop.systemd1',
  path: '/org/freedesktop/systemd1',
  interface: mockInterface,
};
const manager = 'org.freedesktop.systemd1.Manager';
const tell = (bus: PrivateBus, method: string, takes: string, gives: string, code: string) =>
  bus.client.call(systemd, 'AddMethod', 'sssss', [manager, method, takes, gives, code]);

const unitMethods = { start: 'StartUnit', stop: 'StopUnit' } as const;
/** A systemd that knows a service, and does what it is told. */
const setWell = async ({ bus }: BusStage): Promise<void> => {
  await tell(bus, 'GetUnit', 's', 'o', "ret = dbus.ObjectPath('/org/freedesktop/systemd1')");
  for (const method of Object.values(unitMethods))
    await tell(bus, method, 'ss', 'o', "ret = dbus.ObjectPath('/job')");
};
/** A systemd that refuses everything. */
const setFailing =
  (error: string) =>
  async ({ bus }: BusStage): Promise<void> => {
    const raise = `raise dbus.exceptions.DBusException('whatever', name='${error}')`;
    await tell(bus, 'GetUnit', 's', 'o', raise);
    for (const method of Object.values(unitMethods)) await tell(bus, method, 'ss', 'o', raise);
  };

const withoutName = (path: string): Case<BusStage> => ({
  status: 422,
  when: 'without a name',
  path,
  answer: { detail: [missing(['query', 'name'])] },
});
const noSuchUnit = 'no such unit for kismet.service on host';

const changeErrors = (word: keyof typeof unitMethods, ing: string): readonly Case<BusStage>[] => {
  const path = `/system/service/${word}?name=kismet`;
  return [
    {
      status: 400,
      when: 'for a service that is not on the list',
      path: `/system/service/${word}?name=ssh`,
      answer: `${ing} ssh is restricted or does not exist`,
    },
    {
      status: 400,
      when: 'for a unit that systemd does not know',
      path,
      arrange: setFailing('org.freedesktop.systemd1.NoSuchUnit'),
      restore: setWell,
      answer: noSuchUnit,
    },
    {
      status: 400,
      when: 'when systemd does not understand',
      path,
      arrange: setFailing('org.freedesktop.DBus.Error.InvalidArgs'),
      restore: setWell,
      answer: 'Problem with the args',
    },
    {
      status: 401,
      when: 'when systemd wants to know who asks',
      path,
      arrange: setFailing('org.freedesktop.DBus.Error.InteractiveAuthorizationRequired'),
      restore: setWell,
      answer: 'Interactive authentication required.',
    },
    withoutName(`/system/service/${word}`),
    {
      status: 500,
      when: 'when systemd refuses for another reason',
      path,
      arrange: setFailing('org.freedesktop.systemd1.UnitMasked'),
      restore: setWell,
      answer: 'Internal Server Error',
    },
  ];
};

/** Section 3.4, services. */
export const servicesContract: Contract<BusStage> = {
  title: 'services',
  canStart: hasPrivateBus,
  start: async () => {
    const stage = await startOnBus((bus) => bus.mockObject({ ...systemd, interface: manager }));
    const units =
      "ret = [(n, '', 'loaded' if n.startswith('kismet') else 'not-found', 'active', '', '', '/', 0, '', '/') for n in args[0]]";
    await tell(stage.bus, 'ListUnitsByNames', 'as', 'a(ssssssouso)', units);
    await stage.bus.client.call(systemd, 'AddProperties', 'sa{sv}', [
      'org.freedesktop.systemd1.Unit',
      {
        LoadState: { signature: 's', value: 'loaded' },
        ActiveState: { signature: 's', value: 'active' },
      },
    ]);
    await setWell(stage);
    return stage;
  },
  operations: [
    {
      operation: 'GET /system/service/status',
      success: { path: '/system/service/status?name=kismet', answer: { name: 'kismet', active: true } },
      errors: [
        {
          status: 400,
          when: 'for a service that is not on the list',
          path: '/system/service/status?name=ssh',
          answer: 'ssh access is restricted or does not exist',
        },
        withoutName('/system/service/status'),
        {
          status: 503,
          when: 'for a unit that systemd does not know',
          path: '/system/service/status?name=kismet',
          arrange: setFailing('org.freedesktop.systemd1.NoSuchUnit'),
          restore: setWell,
          answer: noSuchUnit,
        },
      ],
    },
    {
      operation: 'GET /system/services',
      success: { answer: [{ name: 'kismet', active: true }] },
      errors: [],
    },
    {
      operation: 'POST /system/service/start',
      success: { path: '/system/service/start?name=kismet', answer: { name: 'kismet', active: true } },
      errors: changeErrors('start', 'starting'),
    },
    {
      operation: 'POST /system/service/stop',
      success: { path: '/system/service/stop?name=kismet', answer: { name: 'kismet', active: false } },
      errors: changeErrors('stop', 'stopping'),
    },
  ],
};

const unreachable: Case<Stage> = {
  status: 503,
  when: 'without a system bus',
  answer: 'The system bus cannot be reached',
};

/** Section 3.4, services on a box that has no system bus. */
export const servicesWithoutBusContract: Contract = {
  title: 'services without a bus',
  start: async () => {
    const device = await startTestDevice();
    return { device, stop: () => device.stop() };
  },
  operations: [
    { operation: 'GET /system/services', errors: [unreachable] },
    ...(
      [
        ['GET', 'status'],
        ['POST', 'start'],
        ['POST', 'stop'],
      ] as const
    ).map(([method, word]) => ({
      operation: `${method} /system/service/${word}`,
      errors: [{ ...unreachable, path: `/system/service/${word}?name=kismet` }],
    })),
  ],
};
