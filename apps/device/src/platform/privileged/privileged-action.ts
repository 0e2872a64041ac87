import { object, type Model, type ObjectOf } from '../model/model.ts';
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

export const action = <const Of extends Fields>(
  fields: Of,
  step: (params: ObjectOf<Of>, box: Box) => PrivilegedStep,
): PrivilegedAction<ObjectOf<Of>> => ({ params: object(fields), step });
