import { type ControllerReply, replyText } from './controller-reply.ts';
import { type DeviceCredentials, deviceIdPattern } from './device-credentials.ts';
import { failure, type Result, success } from './result.ts';

/** What the controller gave a device at registration. */
export interface Registration {
  readonly credentials: DeviceCredentials;
  /** The name that the controller knows the device by. */
  readonly hostname: string;
  /** False when the controller already had a record for the device's key. */
  readonly isNew: boolean;
}

/**
 * Reads a successful registration reply with the agent's eyes (device protocol 2.1 and 3.5): every line of the
 * answer, headers included, that contains `uuid: ` (and so on, case-sensitive) gives its second word. Whatever
 * would make the agent store a wrong value is a `malformed-reply`.
 *
 * @param ownHostname used when the reply names none
 */
export function parseRegistrationReply(reply: ControllerReply, ownHostname: string): Result<Registration> {
  const lines = replyText(reply).split('\n');
  const malformed = (reason: string) =>
    failure({ kind: 'malformed-reply', status: reply.status, reason } as const);

  const values: Record<Field, string | undefined> = {
    uuid: undefined,
    key: undefined,
    hostname: undefined,
    'is-new': undefined,
  };
  for (const field of fields) {
    const words = lines.filter((line) => line.includes(`${field}: `)).map(secondWord);
    if (words.length > 1) return malformed(`${words.length} lines contain "${field}: "`);
    const [word] = words;
    if (word?.includes('\r') === true) return malformed(`the line of "${field}" ends with CR LF`);
    values[field] = word;
  }

  const { uuid, key } = values;
  if (uuid === undefined || !deviceIdPattern.test(uuid)) return malformed(`uuid is ${JSON.stringify(uuid)}`);
  if (key === undefined || !keyPattern.test(key)) return malformed('key is missing or not usable in a URL');
  return success({
    credentials: { id: uuid, key },
    hostname: values.hostname ?? ownHostname,
    isNew: (values['is-new'] ?? '1') === '1',
  });
}

const fields = ['uuid', 'key', 'hostname', 'is-new'] as const;
type Field = (typeof fields)[number];

/** The agent writes the key into URLs and form bodies unencoded. */
const keyPattern = /^[A-Za-z0-9._~-]{1,64}$/;

/** awk's `$2`: words are separated by blanks and tabs only, so a carriage return stays in the word. */
function secondWord(line: string): string {
  return line.replace(/^[ \t]+/, '').split(/[ \t]+/)[1] ?? '';
}
