import type { BusTarget, SystemBus } from '../platform/bus/system-bus.ts';

const service = 'org.freedesktop.systemd1';
const manager: BusTarget = {
  service,
  path: '/org/freedesktop/systemd1',
  interface: 'org.freedesktop.systemd1.Manager',
};

/** Names of errors of systemd and its bus. */
export const systemdError = {
  noSuchUnit: 'org.freedesktop.systemd1.NoSuchUnit',
  invalidArguments: 'org.freedesktop.DBus.Error.InvalidArgs',
  authenticationRequired: 'org.freedesktop.DBus.Error.InteractiveAuthorizationRequired',
} as const;

/** Whether a unit runs. @throws BusError, also when systemd has not loaded the unit. */
export const isUnitActive = async (bus: SystemBus, unit: string): Promise<boolean> => {
  const [path] = await bus.call(manager, 'GetUnit', 's', [unit]);
  const target: BusTarget = { service, path: String(path), interface: 'org.freedesktop.systemd1.Unit' };
  const [load, active] = await Promise.all([bus.get(target, 'LoadState'), bus.get(target, 'ActiveState')]);
  return load === 'loaded' && active === 'active';
};

/** Queues the start of a unit; whether it is started at boot does not change. @throws BusError */
export const startUnit = async (bus: SystemBus, unit: string): Promise<void> => {
  await bus.call(manager, 'StartUnit', 'ss', [unit, 'replace']);
};

/** Queues the stop of a unit. @throws BusError */
export const stopUnit = async (bus: SystemBus, unit: string): Promise<void> => {
  await bus.call(manager, 'StopUnit', 'ss', [unit, 'replace']);
};

/** Queues a restart of a unit; one that does not run is started. @throws BusError */
export const restartUnit = async (bus: SystemBus, unit: string): Promise<void> => {
  await bus.call(manager, 'RestartUnit', 'ss', [unit, 'replace']);
};

/** Which of these services (without `.service`) are there, and whether they run, in the given order. @throws BusError */
export const listUnits = async (
  bus: SystemBus,
  names: readonly string[],
): Promise<{ name: string; active: boolean }[]> => {
  const [rows] = await bus.call(manager, 'ListUnitsByNames', 'as', [names.map((name) => `${name}.service`)]);
  const states = new Map(
    (rows as unknown[][]).map(
      ([unit, , load, active]) => [String(unit), { load: String(load), active }] as const,
    ),
  );
  return names.flatMap((name) => {
    const state = states.get(`${name}.service`);
    return state === undefined || state.load === 'not-found'
      ? []
      : [{ name, active: state.active === 'active' }];
  });
};
