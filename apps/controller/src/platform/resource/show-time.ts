/** ISO 8601 with microseconds and the offset of the server's time zone, as the contract writes times; `Z` for none. */
export const showTime = (time: Date): string => {
  const offset = -time.getTimezoneOffset();
  const local = offset === 0 ? time : new Date(time.getTime() + offset * 60_000);
  return `${local.toISOString().slice(0, -1)}000${offset === 0 ? 'Z' : showOffset(offset)}`;
};

const showOffset = (minutes: number): string => {
  const amount = Math.abs(minutes);
  const digits = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(amount / 60))}:${digits(amount % 60)}`;
};
