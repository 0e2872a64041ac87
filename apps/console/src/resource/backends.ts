import type { Choice } from './define-resource.ts';

/** The languages that configurations are written in for devices, as the API names them. */
export const backendChoices: readonly Choice[] = [
  { value: 'netjsonconfig.OpenWrt', label: 'OpenWRT' },
  { value: 'netjsonconfig.OpenWisp', label: 'OpenWISP 1.x' },
];

export const defaultBackend = 'netjsonconfig.OpenWrt';

export const backendLabel = (backend: string): string =>
  backendChoices.find(({ value }) => value === backend)?.label ?? backend;
