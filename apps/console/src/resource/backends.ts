import type { Backend } from '../model/backend.ts';
import type { Choice } from './define-resource.ts';

/** The languages that configurations are written in for devices, as the API names them. */
export const backendChoices: readonly (Choice & { value: Backend })[] = [
  { value: 'netjsonconfig.OpenWrt', label: 'OpenWRT' },
  { value: 'netjsonconfig.OpenWisp', label: 'OpenWISP 1.x' },
  { value: 'netloom.Linux', label: 'Linux' },
];

export const defaultBackend: Backend = 'netjsonconfig.OpenWrt';

/** The backend that a choice stands for; the usual one for no choice. */
export const chosenBackend = (value: string | null): Backend =>
  backendChoices.find((choice) => choice.value === value)?.value ?? defaultBackend;

export const backendLabel = (backend: string): string =>
  backendChoices.find(({ value }) => value === backend)?.label ?? backend;
