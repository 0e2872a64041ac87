import { randomBytes } from 'node:crypto';

let last = { time: 0, count: 0 };

/** A UUID of version 7 (RFC 9562, section 5.7): ids of one process sort by the time of their making, also within a millisecond. */
export const timeOrderedId = (now: Date): string => {
  const time = Math.max(now.getTime(), last.time);
  // Twelve bits of counter; when they are used up the next millisecond is borrowed.
  const count = time === last.time ? last.count + 1 : 0;
  last = count > 0xfff ? { time: time + 1, count: 0 } : { time, count };
  const random = randomBytes(8);
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
  const stamp = last.time.toString(16).padStart(12, '0');
  const counter = last.count.toString(16).padStart(3, '0');
  const tail = random.toString('hex');
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${counter}-${tail.slice(0, 4)}-${tail.slice(4)}`;
};
