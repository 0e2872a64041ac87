/** What renders the configurations of devices, by the name that agents and REST clients use. */
export const backends = {
  'netjsonconfig.OpenWrt': { label: 'OpenWRT', engine: 'openwrt' },
  'netjsonconfig.OpenWisp': { label: 'OpenWISP Firmware 1.x', engine: 'openwisp' },
  'netloom.Linux': { label: 'Linux', engine: 'linux' },
} as const;

export type Backend = keyof typeof backends;

/** Given to configurations that nobody chose a backend for. */
export const defaultBackend: Backend = 'netjsonconfig.OpenWrt';

export const isBackend = (name: string): name is Backend => Object.hasOwn(backends, name);
