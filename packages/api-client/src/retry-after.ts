/** What `Retry-After` says (RFC 9110, section 10.2.3), in whole seconds; undefined without the header. */
export const retryAfterSeconds = (headers: Headers, now: number = Date.now()): number | undefined => {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = value.endsWith(' GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
};
