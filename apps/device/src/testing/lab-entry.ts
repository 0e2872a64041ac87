/** An entry of a network configuration as the service gives it back, with all its fields. */
export const labEntry = {
  mode: 'managed',
  iface_display_name: 'wlan0',
  phy: 'phy0',
  interface: 'wlan0',
  security: { ssid: 'Lab', security: 'WPA2-PSK', psk: 'abcdefgh' },
  mlo: false,
  default_route: true,
  autostart_app: 'probe',
  namespace: 'labns',
};
