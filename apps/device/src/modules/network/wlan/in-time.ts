import { BusError } from '../../../platform/bus/system-bus.ts';

/** Waits for an answer of the bus. @throws BusError when it is not there in time */
export const inTime = async <Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new BusError('org.freedesktop.DBus.Error.NoReply', 'no answer in time')),
      milliseconds,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};
