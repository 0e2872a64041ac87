import { createConfiguration } from '@netloom/netjson-config';

/** What the agent on a router must know to join. */
export interface AgentSettings {
  url: string;
  sharedSecret: string;
  /** False: the router accepts a certificate that it cannot check. */
  verifyTls: boolean;
  /** Seconds between two questions; undefined: the agent's own. */
  interval: number | undefined;
  tags: string;
  managementInterface: string;
}

/** Options of UCI in the order in which the agent documents them; only those that are not the agent's defaults. */
const options = (settings: AgentSettings): [string, string][] => {
  const { url, sharedSecret, verifyTls, interval, tags, managementInterface } = settings;
  return [
    ['url', url],
    ...(interval === undefined ? [] : [['interval', String(interval)] as [string, string]]),
    ...(verifyTls ? [] : [['verify_ssl', '0'] as [string, string]]),
    ['shared_secret', sharedSecret],
    ...(managementInterface === ''
      ? []
      : [['management_interface', managementInterface] as [string, string]]),
    ...(tags === '' ? [] : [['tags', tags] as [string, string]]),
  ];
};

/** A text as one word of a POSIX shell. */
const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Commands for the router's shell: write the settings and start the agent. */
export const agentCommands = (settings: AgentSettings): string =>
  [
    ...options(settings).map(([name, value]) => `uci set openwisp.http.${name}=${shellWord(value)}`),
    'uci commit openwisp',
    '/etc/init.d/openwisp-config enable',
    '/etc/init.d/openwisp-config restart',
  ].join('\n');

/** The command that makes a Linux box with the device service join; broken where a narrow page would hide its end. */
export const linuxCommand = ({ url, sharedSecret, verifyTls, tags }: AgentSettings): string =>
  [
    `sudo netloom-device join ${shellWord(url)}`,
    `--secret ${shellWord(sharedSecret)}`,
    ...tags
      .split(/[\s,]+/)
      .filter((tag) => tag !== '')
      .map((tag) => `--tag ${shellWord(tag)}`),
    ...(verifyTls ? [] : ['--insecure']),
  ].join(' \\\n  ');

/** The whole of `/etc/config/openwisp`. */
export const agentFile = (settings: AgentSettings): string => {
  // Control characters come only by pasting, and no setting has them.
  const values = options(settings).map(([name, value]) => [name, value.replaceAll(/\p{Cc}/gu, '')]);
  const section = { config_name: 'controller', config_value: 'http', ...Object.fromEntries(values) };
  const [file] = createConfiguration('netjsonconfig.OpenWrt', { config: { openwisp: [section] } }).members();
  return file?.contents ?? '';
};

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What is wrong with the address of the controller, if anything. */
export const urlProblem = (text: string): 'invalid' | 'loopback' | undefined => {
  if (!/^https?:\/\/[^\s]+$/.test(text) || !URL.canParse(text)) return 'invalid';
  return loopback.test(new URL(text).hostname) ? 'loopback' : undefined;
};
