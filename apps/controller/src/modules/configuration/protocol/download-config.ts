import type { ConfigurationContext } from '../configuration-context.ts';
import { readArchive } from '../rendering/read-archive.ts';
import type { Answer } from './answer.ts';
import type { ServedDevice } from './authenticate-device.ts';

/** A device fetches what it should run (device protocol, section 5). */
export const downloadConfig = async (
  context: ConfigurationContext,
  device: ServedDevice,
  contact: { address: string | null; managementIp: string | null | undefined },
): Promise<Answer> => {
  const { db, contacts, events } = context;
  const { id: configId, checksum } = device.config;
  const archive = await readArchive(context, checksum);
  // Before the answer: whatever the device reports from now on is about this revision.
  await db
    .updateTable('config_config')
    .set({ downloaded_checksum: checksum })
    .where('id', '=', configId)
    .where((eb) => eb.or([eb('downloaded_checksum', 'is', null), eb('downloaded_checksum', '!=', checksum)]))
    .execute();
  events.emit('config.download-requested', { deviceId: device.id, organizationId: device.organization.id });
  contacts.contacted(device, contact.address, contact.managementIp);
  return archiveAnswer(device.name, archive);
};

/** An archive as an answer, named after what it configures. */
export const archiveAnswer = (name: string, archive: Uint8Array): Answer => ({
  status: 200,
  contentType: 'application/octet-stream',
  headers: { 'Content-Disposition': `attachment; filename=${name}.tar.gz` },
  body: archive,
});
