import { integer, object, text, type Model, type ObjectOf } from '../model/model.ts';
import { interfaceName } from '../interface-name.ts';
import type { DevicePaths } from '../paths.ts';
import type { DeviceSettings } from '../settings.ts';
import type { PrivilegedStep } from './privileged-step.ts';

/** What actions know of the box: where programs and files are. */
export interface Box {
  settings: DeviceSettings;
  paths: DevicePaths;
}

type Fields = Readonly<Record<string, Model<unknown>>>;

/** An action: what it takes (checked again by the helper), and what it does. */
export interface PrivilegedAction<Params> {
  params: Model<Params>;
  step(params: Params, box: Box): PrivilegedStep;
}

const action = <const Of extends Fields>(
  fields: Of,
  step: (params: ObjectOf<Of>, box: Box) => PrivilegedStep,
): PrivilegedAction<ObjectOf<Of>> => ({ params: object(fields), step });

const name = text({ pattern: interfaceName, fault: 'not a name of a network interface' });
const vlanId = integer({ min: 1, max: 4094 });

/**
 * Everything that the service ever does to the system, in one list. A service without privileges hands an action to
 * the helper, which takes nothing but these.
 */
export const privilegedActions = {
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
} as const;

export type ActionName = keyof typeof privilegedActions;

/** What an action takes. */
export type ActionParams<Name extends ActionName> =
  (typeof privilegedActions)[Name] extends PrivilegedAction<infer Params> ? Params : never;
