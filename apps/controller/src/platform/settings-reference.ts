import { settingsTable, yamlKey } from '@netloom/server-kit';
import { controllerSettings } from './settings.ts';

/** The page docs/reference/settings.md, made from the table of settings itself. */
export const settingsReference = (): string => `# Settings of the controller

Every setting is an environment variable, or a key in the YAML file that \`--config FILE\` names: the same name without
\`NETLOOM_\`, in lower case (\`NETLOOM_DATA_DIR\` is \`${yamlKey('NETLOOM_DATA_DIR')}\`). The environment wins. A value that is not allowed
stops the start with one line that names the setting, the value and what is allowed.

${settingsTable(controllerSettings)}
`;
