import type { SecretBox } from '@netloom/server-kit';
import type { JsonObject } from '@netloom/netjson';
import { openDocument } from '../sealed-documents.ts';

/** Variables by their owner's id; nobody has none. An owner that is named many times is opened once. */
export const openVariables = (
  secrets: SecretBox,
  table: 'config_organizationconfigsettings' | 'config_devicegroup',
  owners: readonly (readonly [id: string | null, sealed: string | null | undefined])[],
): Record<string, JsonObject> =>
  Object.fromEntries(
    [...new Map(owners)].flatMap(([id, sealed]) =>
      id === null ? [] : [[id, openDocument(secrets, table, 'context', id, sealed ?? '')]],
    ),
  );
