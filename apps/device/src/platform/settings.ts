import { logLevels, setting, type SettingsOf } from '@netloom/server-kit';

/** A path, as a setting. */
const path = (env: string, value: string, help: string) =>
  setting.text({ env, default: value, pattern: /^[^\0]+$/, allowed: 'a path', help });

/** A program, as a setting: a name that is looked up in PATH, or a path. */
const program = (name: string, env = `NETLOOM_PROGRAM_${name.toUpperCase().replaceAll('-', '_')}`) =>
  setting.text({
    env,
    default: name,
    pattern: /^[^\0\s]+$/,
    allowed: 'a program',
    help: `The program ${name}.`,
  });

/** Services that may be asked for and switched, without `.service`. */
export const standardServices = [
  'wlanpi-profiler',
  'wlanpi-fpms',
  'wlanpi-chat-bot',
  'bt-agent',
  'bt-network',
  'iperf',
  'iperf3',
  'tftpd-hpa',
  'hostapd',
  'wpa_supplicant',
  'kismet',
  'grafana-server',
  'cockpit',
  'wlanpi-grafana-scanner-wlan0',
  'wlanpi-grafana-scanner-wlan1',
  'wlanpi-grafana-scanner-wlan2',
  'wlanpi-grafana-health',
  'wlanpi-grafana-internet',
  'wlanpi-grafana-wispy-24',
  'wlanpi-grafana-wispy-5',
  'wlanpi-grafana-wipry-lp-24',
  'wlanpi-grafana-wipry-lp-5',
  'wlanpi-grafana-wipry-lp-6',
  'wlanpi-grafana-wipry-lp-stop',
  'wlanpi-grafana-scat',
  'wlanpi-grafana-scat-pcap',
  'wlanpi-grafana-gps',
  'wlanpi-grafana-qscan',
  'wpa_supplicant@wlan0',
] as const;

/**
 * Everything that can be set. Every path, program, limit and list of the service is here, so that it also runs
 * unprivileged, beside another one, with a folder of its own.
 */
export const deviceSettings = {
  host: setting.text({ env: 'NETLOOM_HOST', default: '127.0.0.1', help: 'Address to listen on.' }),
  port: setting.integer({
    env: 'NETLOOM_PORT',
    default: 31_415,
    min: 0,
    max: 65_535,
    help: 'Port to listen on; 0: a free one.',
  }),
  socket: setting.text({
    env: 'NETLOOM_SOCKET',
    default: undefined,
    pattern: /^[^\0]{1,100}$/,
    allowed: 'a path of up to 100 characters',
    help: 'Unix socket to listen on as well, for a proxy in front. A socket that systemd hands over is used in any case.',
  }),
  tcp: setting.bool({
    env: 'NETLOOM_TCP',
    default: true,
    help: 'Listen on the port. Off: only on the Unix socket, or the one of systemd.',
  }),
  dataDir: path('NETLOOM_DATA_DIR', './data/device', 'Folder for what the service keeps.'),
  secretsDir: setting.text({
    env: 'NETLOOM_SECRETS_DIR',
    default: undefined,
    help: 'Folder of the shared secret, the key for secrets at rest, and the database of tokens. Unset: `secrets` in the data folder.',
  }),
  secretsGroup: setting.text({
    env: 'NETLOOM_SECRETS_GROUP',
    default: undefined,
    pattern: /^[a-z_][a-z0-9_-]{0,31}$/,
    allowed: 'the name of a group',
    help: 'Group whose members may read the shared secret, and so call as this box. Unset: only the user that the service runs as.',
  }),
  secretKey: setting.text({
    env: 'NETLOOM_SECRET_KEY',
    default: undefined,
    secret: true,
    help: 'Key for secrets at rest: 32 bytes or more in base64 or hex. Unset: generated into the folder of secrets.',
  }),
  networkConfigDir: setting.text({
    env: 'NETLOOM_NETWORK_CONFIG_DIR',
    default: undefined,
    help: 'Folder of the network configurations. Unset: `netcfg` in the data folder.',
  }),
  logDir: setting.text({
    env: 'NETLOOM_LOG_DIR',
    default: undefined,
    help: 'Folder of app.log and debug/debug.log. Unset: `log` in the data folder.',
  }),
  logLevel: setting.choice({
    env: 'NETLOOM_LOG_LEVEL',
    default: 'info',
    words: logLevels,
    help: 'How much is told on the console; --debug is the same as debug.',
  }),
  logMaximumBytes: setting.integer({
    env: 'NETLOOM_LOG_MAXIMUM_BYTES',
    default: 10_000_000,
    min: 100_000,
    max: 1_000_000_000,
    help: 'Size at which a log file is begun anew; one older file is kept.',
  }),
  rateLimit: setting.text({
    env: 'NETLOOM_RATE_LIMIT',
    default: '90/minute',
    pattern: /^(none|\d{1,9}\/[a-z]+)$/,
    allowed: 'a rate like 90/minute, or none',
    help: 'Requests of one client to one path.',
  }),
  bodyLimit: setting.integer({
    env: 'NETLOOM_BODY_LIMIT',
    default: 1_048_576,
    min: 1024,
    max: 67_108_864,
    help: 'Largest request body in bytes.',
  }),
  tokenDays: setting.integer({
    env: 'NETLOOM_TOKEN_DAYS',
    default: 7,
    min: 1,
    max: 3650,
    help: 'Days until a token expires.',
  }),
  enforceExpiry: setting.bool({
    env: 'NETLOOM_ENFORCE_EXPIRY',
    default: true,
    help: 'Expired tokens are refused. Off for boxes that boot with a wrong clock.',
  }),
  keepOldKeys: setting.bool({
    env: 'NETLOOM_KEEP_OLD_KEYS',
    default: true,
    help: 'After a rotation of the signing key, tokens of the older keys are good until they expire. Off: a rotation revokes them all.',
  }),
  tokenCacheSeconds: setting.integer({
    env: 'NETLOOM_TOKEN_CACHE_SECONDS',
    default: 300,
    min: 0,
    max: 86_400,
    help: 'Seconds for which a token that was checked needs no other look into the database. Revoking works at once all the same.',
  }),
  purgeSeconds: setting.integer({
    env: 'NETLOOM_PURGE_SECONDS',
    default: 3600,
    min: 1,
    max: 604_800,
    help: 'Seconds between two purges of old tokens and activity.',
  }),
  healthSeconds: setting.integer({
    env: 'NETLOOM_HEALTH_SECONDS',
    default: 300,
    min: 1,
    max: 86_400,
    help: 'Seconds between two checks of the database and the secrets, and how often a failed start of them is tried again at the latest.',
  }),
  activityDays: setting.integer({
    env: 'NETLOOM_ACTIVITY_DAYS',
    default: 30,
    min: 1,
    max: 3650,
    help: 'Days for which calls of token holders are remembered.',
  }),
  legacyPan: setting.list({
    env: 'NETLOOM_LEGACY_PAN',
    default: [],
    item: /^[0-9a-fA-F.:]+\/\d{1,3}$/,
    allowed: 'networks like 169.254.43.0/24, separated by commas',
    help: 'Networks from which device information, statistics, and status, start and stop of services need no token: for phone apps that know none. Empty: nobody.',
  }),
  openCapture: setting.bool({
    env: 'NETLOOM_OPEN_CAPTURE',
    default: false,
    help: 'The capture stream needs no token: for capture apps that know none.',
  }),
  allowedServices: setting.list({
    env: 'NETLOOM_ALLOWED_SERVICES',
    default: standardServices,
    item: /^[A-Za-z0-9:_.@-]{1,200}$/,
    allowed: 'names of systemd services without .service, separated by commas',
    help: 'Services that may be asked for, started and stopped.',
  }),
  systemBusAddress: setting.text({
    env: 'NETLOOM_SYSTEM_BUS_ADDRESS',
    default: undefined,
    help: 'Address of the D-Bus system bus. Unset: the usual one.',
  }),
  helper: setting.list({
    env: 'NETLOOM_HELPER',
    default: [],
    help: 'Command, its words separated by commas, that carries out privileged actions (sudo,-n,/usr/lib/netloom-device/netloom-device-helper). Empty: the service carries them out itself, as the user that it runs as.',
  }),
  root: path(
    'NETLOOM_ROOT',
    '/',
    'Folder that stands for / in every path of the system that is read or written: for tests and trials.',
  ),
  stateFile: path('NETLOOM_STATE_FILE', '/etc/wlanpi-state', 'File that names the mode of the box.'),
  releaseFile: path('NETLOOM_RELEASE_FILE', '/etc/wlanpi-release', 'File with the VERSION of the image.'),
  thermalFile: path(
    'NETLOOM_THERMAL_FILE',
    '/sys/class/thermal/thermal_zone0/temp',
    'File with the temperature of the processor.',
  ),
  lldpFile: path('NETLOOM_LLDP_FILE', '/tmp/lldpneigh.txt', 'File with the neighbours that LLDP found.'),
  cdpFile: path('NETLOOM_CDP_FILE', '/tmp/cdpneigh.txt', 'File with the neighbours that CDP found.'),
  bluetoothAdapter: setting.text({
    env: 'NETLOOM_BLUETOOTH_ADAPTER',
    default: 'hci0',
    pattern: /^[a-z0-9]{1,15}$/,
    allowed: 'the name of an adapter',
    help: 'Bluetooth adapter.',
  }),
  bluetoothStateFile: path(
    'NETLOOM_BLUETOOTH_STATE_FILE',
    '/etc/wlanpi-bluetooth/state',
    'File that remembers whether Bluetooth was switched on (1) or off (0).',
  ),
  ethernetPrefix: setting.text({
    env: 'NETLOOM_ETHERNET_PREFIX',
    default: 'eth',
    pattern: /^[A-Za-z0-9_.-]{1,10}$/,
    allowed: 'the beginning of an interface name',
    help: 'How the names of wired interfaces begin.',
  }),
  wpaSupplicantDir: path(
    'NETLOOM_WPA_SUPPLICANT_DIR',
    '/etc/wpa_supplicant',
    'Folder of the configurations of wpa_supplicant.',
  ),
  wpaControlDir: path(
    'NETLOOM_WPA_CONTROL_DIR',
    '/run/wpa_supplicant',
    'Folder of the control sockets of wpa_supplicant.',
  ),
  interfacesDir: path(
    'NETLOOM_INTERFACES_DIR',
    '/etc/network/interfaces.d',
    'Folder of the stanzas of ifupdown.',
  ),
  netnsDir: path('NETLOOM_NETNS_DIR', '/run/netns', 'Folder of the named network namespaces.'),
  profilerSsidFile: path(
    'NETLOOM_PROFILER_SSID_FILE',
    '/var/run/wlanpi-profiler.ssid',
    'File that is there while the profiler runs.',
  ),
  ipconfigScript: path(
    'NETLOOM_IPCONFIG_SCRIPT',
    '/opt/wlanpi-common/networkinfo/ipconfig.sh',
    'Program that tells how eth0 got its address.',
  ),
  publicIpScript: path(
    'NETLOOM_PUBLIC_IP_SCRIPT',
    '/opt/wlanpi-common/networkinfo/publicip.sh',
    'Program that tells the public address.',
  ),
  supportedModels: setting.list({
    env: 'NETLOOM_SUPPORTED_MODELS',
    default: ['M4', 'M4+', 'R4'],
    help: 'Models that may boot into a network configuration other than default.',
  }),
  monitorPairs: setting.bool({
    env: 'NETLOOM_MONITOR_PAIRS',
    default: true,
    help: 'Every managed Wi-Fi interface gets a monitor interface (wlanpi0, …) beside it at the start, in the mode classic.',
  }),
  scanCacheSeconds: setting.integer({
    env: 'NETLOOM_SCAN_CACHE_SECONDS',
    default: 5,
    min: 0,
    max: 600,
    help: 'Age in seconds up to which the result of a scan is given to whoever asks next.',
  }),
  infoCacheSeconds: setting.integer({
    env: 'NETLOOM_INFO_CACHE_SECONDS',
    default: 2,
    min: 0,
    max: 600,
    help: 'Age in seconds up to which facts about the box and its network are given to whoever asks next.',
  }),
  commandTimeoutSeconds: setting.integer({
    env: 'NETLOOM_COMMAND_TIMEOUT_SECONDS',
    default: 20,
    min: 1,
    max: 600,
    help: 'Seconds after which a program that was called is killed, where nothing else is said.',
  }),
  ip: program('ip'),
  iw: program('iw'),
  ethtool: program('ethtool'),
  wpaSupplicant: program('wpa_supplicant'),
  wpaCli: program('wpa_cli'),
  dhclient: program('dhclient'),
  dhcpcd: program('dhcpcd'),
  ufw: program('ufw'),
  lsusb: program('lsusb'),
  dumpcap: program('dumpcap'),
  ping: program('ping'),
  arping: program('arping'),
  lldpcli: program('lldpcli'),
  profiler: program('profiler'),
  model: program('wlanpi-model'),
};

export type DeviceSettings = SettingsOf<typeof deviceSettings>;
