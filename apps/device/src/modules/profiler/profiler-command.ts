import type { Argv } from '../../platform/commands/run-command.ts';
import { interfaceName } from '../../platform/interface-name.ts';
import {
  boolean,
  integer,
  nullable,
  object,
  text,
  type Model,
  type ValueOf,
} from '../../platform/model/model.ts';
import { valueError } from '../../platform/model/problem.ts';

/** Switches of the profiler, in the order in which they are passed on. */
const switches = [
  'debug',
  'noprep',
  'noAP',
  'no11r',
  'no11ax',
  'no11be',
  'noprofilertlv',
  'wpa3_personal_transition',
  'wpa3_personal',
  'oui_update',
  'no_bpf_filters',
] as const;

const switchModels = Object.fromEntries(switches.map((name) => [name, nullable(boolean())])) as Record<
  (typeof switches)[number],
  Model<boolean | null>
>;

/** Up to 32 bytes, and nothing that the profiler would read as an option. */
const ssid: Model<string> = (() => {
  const base = text({
    pattern: /^(?!-)[^\0]*$/,
    fault: 'an SSID here must not begin with a dash or hold a zero byte',
  });
  return {
    ...base,
    read: (input, loc, reading) => {
      const value = base.read(input, loc, reading);
      if (typeof value === 'string' && Buffer.byteLength(value) > 32)
        reading.problems.push(valueError(loc, 'an SSID has at most 32 bytes', input));
      return value;
    },
  };
})();

/** How the profiler is to be started (device service, section 3.9). Zero, an empty text and false count as absent. */
export const profilerOptions = object({
  channel: nullable(integer({ min: 0, max: 255 })),
  frequency: nullable(integer({ min: 0, max: 100_000 })),
  interface: nullable(
    text({
      pattern: new RegExp(`^$|${interfaceName.source}`),
      fault: 'not a name of a network interface',
    }),
  ),
  ssid: nullable(ssid),
  ...switchModels,
});

/** The command that starts the profiler so. */
export const profilerCommand = (program: string, options: ValueOf<typeof profilerOptions>): Argv => [
  program,
  ...(options.channel ? ['-c', String(options.channel)] : []),
  ...(options.frequency ? ['-f', String(options.frequency)] : []),
  ...(options.interface ? ['-i', options.interface] : []),
  ...(options.ssid ? ['-s', options.ssid] : []),
  ...switches.filter((name) => options[name] === true).map((name) => `--${name}`),
];
