import { createHmac } from 'node:crypto';

/**
 * The header `Netloom-Signature`: `t=<seconds since 1970>,v1=<HMAC-SHA-256 of "<t>.<body>" in hexadecimal>`. The time
 * is signed too, so that a receiver can refuse what somebody has recorded and sends again later.
 */
export const signDelivery = (secret: string, body: string, now: Date): string => {
  const time = Math.floor(now.getTime() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
};
