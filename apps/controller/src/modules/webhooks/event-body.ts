import { randomUUID } from 'node:crypto';
import { showTime } from '../../platform/resource/index.ts';

/** An event as receivers get it. */
export interface EventBody {
  eventId: string;
  /** JSON: `{id, topic, created, organization, data}`. */
  body: string;
}

/** `deviceId` to `device_id`, as the REST API spells its fields. */
const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Writes the body of an event's deliveries. The payload's own organization becomes the body's. */
export const writeEventBody = (
  topic: string,
  payload: Readonly<Record<string, unknown>>,
  now: Date,
): EventBody => {
  const eventId = randomUUID();
  const { organizationId = null, ...rest } = payload;
  const data = Object.fromEntries(Object.entries(rest).map(([name, value]) => [snakeCase(name), value]));
  const body = JSON.stringify({
    id: eventId,
    topic,
    created: showTime(now),
    organization: organizationId,
    data,
  });
  return { eventId, body };
};
