/** Runs when a VPN is up: a reboot that its failure has announced is called off. */
export const VPN_UP_SCRIPT = `#!/bin/sh
rm -f /tmp/will_reboot
`;

/**
 * Runs when a VPN has gone down: reboots after a while, if the device is set up so and the VPN has not come back.
 * In the background, because OpenVPN waits for its hooks.
 */
export const VPN_DOWN_SCRIPT = `#!/bin/sh
[ "$(uci -q get owispmanager.vpn_fail.reboot_enabled)" = 1 ] || exit 0

delay="$(uci -q get owispmanager.vpn_fail.reboot_delay)"
touch /tmp/will_reboot
(
  sleep "\${delay:-180}"
  [ -f /tmp/will_reboot ] && reboot
) &
`;
