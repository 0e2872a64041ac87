import { HttpError } from '@netloom/server-kit';
import { systemScope } from '../../../platform/tenancy.ts';
import { makeChange } from '../change.ts';
import type { ConfigurationContext } from '../configuration-context.ts';
import { updateDevice } from '../devices/update-device.ts';
import { InvalidConfigError } from '../rendering/invalid-config.ts';
import { plain, type Answer } from './answer.ts';
import type { ServedDevice } from './authenticate-device.ts';
import type { Parameters } from './parameters.ts';
import { indentedJson } from './indented-json.ts';

/** A device says after a boot what it is (device protocol, section 7). */
export const updateInfo = async (
  context: ConfigurationContext,
  device: ServedDevice,
  parameters: Parameters,
): Promise<Answer> => {
  if (device.isDeactivated) return plain(403, 'error: device deactivated');
  const given = (['os', 'model', 'system'] as const).map(
    (name) => [name, parameters(name)?.trim() ?? ''] as const,
  );
  const patch = Object.fromEntries(given.filter(([, value]) => value !== ''));
  context.contacts.seen(device);
  try {
    await makeChange(context, (change) =>
      updateDevice(change, systemScope, device.id, patch, { words: 'device' }),
    );
  } catch (error) {
    if (error instanceof InvalidConfigError) return plain(400, indentedJson({ __all__: error.errors }));
    if (!(error instanceof HttpError)) throw error;
    if (error.status === 403) return plain(403, 'error: device deactivated');
    return plain(error.status, indentedJson(error.body));
  }
  return plain(200, 'update-info: success');
};
