import type { DeviceSettings } from '../../platform/settings.ts';

/** A service as it was asked for, and the unit of systemd that is meant. */
export interface ServiceName {
  /** Trimmed, in lower case, with `.service` if it was given: as it is told back. */
  name: string;
  /** Undefined when the service is not on the list. */
  unit: string | undefined;
}

const suffix = '.service';

/** Looks a service up in the list of those that may be asked for. */
export const findService = (given: string, { allowedServices }: DeviceSettings): ServiceName => {
  const name = given.trim().toLowerCase();
  const base = name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  const allowed = allowedServices.find((service) => service.toLowerCase() === base);
  return { name, unit: allowed === undefined ? undefined : `${allowed}${suffix}` };
};
