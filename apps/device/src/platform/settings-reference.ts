import { settingsTable, yamlKey } from '@netloom/server-kit';
import { deviceSettings } from './settings.ts';

/** The page docs/reference/device-settings.md, made from the table of settings itself. */
export const settingsReference = (): string => `# Settings of the device service

Every setting is an environment variable, or a key in the YAML file that \`--config FILE\` or \`NETLOOM_CONFIG\` names: the
same name without \`NETLOOM_\`, in lower case (\`NETLOOM_DATA_DIR\` is \`${yamlKey('NETLOOM_DATA_DIR')}\`). The environment wins. The installed
package reads \`/etc/netloom/device.yaml\`. A value that is not allowed stops the start with one line that names the
setting, the value and what is allowed.

The helper for privileged actions reads the file alone, and only when nobody but root can write it.

${settingsTable(deviceSettings)}
`;
