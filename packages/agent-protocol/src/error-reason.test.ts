import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitErrorReason } from './error-reason.ts';

describe('limitErrorReason', () => {
  it('sends 1011 bytes whole and cuts one more', () => {
    expect(limitErrorReason('x'.repeat(1011))).toBe('x'.repeat(1011));
    expect(limitErrorReason('x'.repeat(1012))).toBe(`${'x'.repeat(1011)}\n[truncated]`);
  });

  it('never exceeds the limit and never breaks a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 200, maxLength: 1500 }), (text) => {
        const limited = limitErrorReason(text);
        if (limited === text) {
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1011);
          return;
        }
        const kept = limited.slice(0, -'\n[truncated]'.length);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(1011);
        expect(Buffer.byteLength(kept)).toBeGreaterThan(1011 - 4);
        expect(Buffer.from(text).subarray(0, Buffer.byteLength(kept)).equals(Buffer.from(kept))).toBe(true);
      }),
    );
  });
});
