import { createConfiguration, uciCommands, type Configuration } from '@netloom/netjson-config';

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

/** What the agent keeps of the settings: its own names, and only what differs from its defaults. */
const agentConfiguration = (settings: AgentSettings): Configuration => {
  const { url, sharedSecret, verifyTls, interval, tags, managementInterface } = settings;
  const options = {
    url,
    shared_secret: sharedSecret,
    ...(interval === undefined ? {} : { interval: String(interval) }),
    ...(verifyTls ? {} : { verify_ssl: '0' }),
    ...(managementInterface === '' ? {} : { management_interface: managementInterface }),
    ...(tags === '' ? {} : { tags }),
  };
  // Control characters come only by pasting, and no setting has them.
  const values = Object.entries(options).map(([name, value]) => [name, value.replaceAll(/\p{Cc}/gu, '')]);
  const section = { config_name: 'controller', config_value: 'http', ...Object.fromEntries(values) };
  return createConfiguration('netjsonconfig.OpenWrt', { config: { openwisp: [section] } });
};

/** A text as one word of a POSIX shell. */
const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Commands for the router's shell: write the settings and start the agent. */
export const agentCommands = (settings: AgentSettings): string =>
  [
    uciCommands(agentConfiguration(settings).sections()),
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
export const agentFile = (settings: AgentSettings): string =>
  agentConfiguration(settings).members()[0]?.contents ?? '';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What is wrong with the address of the controller, if anything. */
export const urlProblem = (text: string): 'invalid' | 'loopback' | undefined => {
  if (!/^https?:\/\/[^\s]+$/.test(text) || !URL.canParse(text)) return 'invalid';
  return loopback.test(new URL(text).hostname) ? 'loopback' : undefined;
};
