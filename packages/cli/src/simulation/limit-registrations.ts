import type { ControllerCalls } from '@netloom/agent-protocol';

/** Lets at most `limit` registrations be under way at one time; the others wait in order. */
export function limitRegistrations(calls: ControllerCalls, limit: number): ControllerCalls {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (effect, identity, signal) => {
    if (effect.type !== 'register') return calls(effect, identity, signal);
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await calls(effect, identity, signal);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
