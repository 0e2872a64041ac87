import { interfaceName } from '../interface-name.ts';
import { integer, optional, text } from '../model/model.ts';
import { action } from './privileged-action.ts';

const megahertz = integer({ min: 1, max: 99_999 });

/** What a capture changes: the channel of a monitor interface. */
export const captureActions = {
  'channel-set': action(
    {
      name: text({ pattern: interfaceName, fault: 'not a name of a network interface' }),
      frequency: megahertz,
      width: megahertz,
      centre: optional(megahertz),
    },
    ({ name, frequency, width, centre }, { settings }) => ({
      kind: 'run',
      argv: [
        settings.iw,
        'dev',
        name,
        'set',
        'freq',
        String(frequency),
        String(width),
        ...(centre === undefined ? [] : [String(centre)]),
      ],
      timeoutMs: 5000,
    }),
  ),
};
