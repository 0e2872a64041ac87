import { ipAddress } from '../model/ip-address.ts';
import { choice, integer, optional, text } from '../model/model.ts';
import { interfaceName } from '../interface-name.ts';
import { boxActions } from './box-actions.ts';
import { captureActions } from './capture-actions.ts';
import { fleetActions } from './fleet-actions.ts';
import { fleetFileActions } from './fleet-file-actions.ts';
import { fleetRoutingActions } from './fleet-routing-actions.ts';
import { action, type PrivilegedAction } from './privileged-action.ts';
import { wirelessActions } from './wireless-actions.ts';

const name = text({ pattern: interfaceName, fault: 'not a name of a network interface' });
const vlanId = integer({ min: 1, max: 4094 });
const scope = text({ pattern: /^[a-z0-9]{1,20}$/i, fault: 'not a scope of addresses' });
/** Seconds; the largest number stands for ever. */
const lifetime = integer({ min: 0, max: 4_294_967_295 });

/**
 * What the service does to the system with privileges, in one list; daemons are asked over D-Bus besides. A service
 * without privileges hands an action to the helper, which takes nothing but these.
 */
export const privilegedActions = {
  ...boxActions,
  ...captureActions,
  ...fleetActions,
  ...fleetFileActions,
  ...fleetRoutingActions,
  ...wirelessActions,
  'link-up': action({ name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'link', 'set', 'up', params.name],
  })),
  'link-down': action({ name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'link', 'set', 'down', params.name],
  })),
  'vlan-add': action({ parent: name, id: vlanId }, (params, { settings }) => ({
    kind: 'run',
    argv: [
      settings.ip,
      'link',
      'add',
      'link',
      params.parent,
      'name',
      `${params.parent}.${params.id}`,
      'type',
      'vlan',
      'id',
      String(params.id),
    ],
  })),
  'link-delete': action({ name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'link', 'delete', params.name],
  })),
  'address-add': action(
    {
      interface: name,
      local: ipAddress(),
      prefixlen: integer({ min: 0, max: 128 }),
      broadcast: optional(ipAddress()),
      anycast: optional(ipAddress()),
      scope: optional(scope),
      validSeconds: optional(lifetime),
      preferredSeconds: optional(lifetime),
    },
    (params, { settings }) => ({
      kind: 'run',
      argv: [
        settings.ip,
        'addr',
        'add',
        `${params.local}/${params.prefixlen}`,
        ...words('broadcast', params.broadcast),
        ...words('anycast', params.anycast),
        ...words('scope', params.scope),
        'dev',
        params.interface,
        ...words('valid_lft', params.validSeconds),
        ...words('preferred_lft', params.preferredSeconds),
      ],
    }),
  ),
  'dhcpcd-start': action(
    { interface: name, waitForIp: optional(choice(['4', '6'])) },
    (params, { settings }) => ({
      kind: 'run',
      argv: [settings.dhcpcd, '-b', ...words('--waitip', params.waitForIp), params.interface],
    }),
  ),
  'dhcpcd-stop': action({ interface: name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.dhcpcd, '-x', params.interface],
  })),
} as const;

/** An option and its value, or nothing. */
const words = (option: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [option, String(value)];

export type ActionName = keyof typeof privilegedActions;

/** What an action takes. */
export type ActionParams<Name extends ActionName> =
  (typeof privilegedActions)[Name] extends PrivilegedAction<infer Params> ? Params : never;
