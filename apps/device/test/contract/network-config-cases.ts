import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from './contract.ts';
import { notABoolean } from './problems.ts';
import { startWithRecorder, whileFailing, type RecorderStage } from './start-with-recorder.ts';

export type ConfigCase = Case<RecorderStage>;

const wlan0 = '\tInterface wlan0\n\t\tifindex 3\n\t\taddr 02:00:00:11:22:33\n\t\ttype managed\n';
/** What the programs of the box print: one radio in the root namespace, and namespaces, one of them broken. */
const printed: Readonly<Record<string, string>> = {
  'iw dev': `phy#0\n${wlan0}`,
  'ip netns list': 'labns (id: 0)\nbroken\n',
  'ip netns exec labns iw dev': 'phy#1\n\tInterface wlanpi1\n\t\ttype monitor\n\t\tflags\n',
};

/** A box with network configurations. */
export const startWithConfigs = (): Promise<RecorderStage> =>
  startWithRecorder((line) => printed[line] ?? '');

/** The call meets these files, as text or as what they hold, and this text as the id of the active configuration. */
export const given =
  (files: Readonly<Record<string, unknown>>, active = 'default') =>
  async ({ device }: RecorderStage): Promise<void> => {
    const folder = device.context.paths.networkConfig;
    await rm(folder, { recursive: true });
    await mkdir(join(folder, 'configs'), { recursive: true });
    await writeFile(join(folder, 'current.txt'), active);
    for (const [id, content] of Object.entries(files))
      await writeFile(
        join(folder, 'configs', `${id}.json`),
        typeof content === 'string' ? content : JSON.stringify(content),
      );
  };

/** The folder of the configurations cannot be used. */
const withoutFolder = async ({ device }: RecorderStage): Promise<void> => {
  const folder = join(device.context.paths.networkConfig, 'configs');
  await rm(folder, { recursive: true, force: true });
  await writeFile(folder, 'no folder');
};

/** An interface that is there. */
export const wlan = { iface_display_name: 'wlan0', phy: 'phy0', interface: 'wlan0' };
/** With it as it should be: nothing but its link is touched. */
export const plain = { id: 'plain', roots: [wlan] };

export const detail = (text: unknown) => ({ detail: text });
export const done = (id: string, what: string) => ({ id, message: `Configuration ${what} successfully` });

export const failed: ConfigCase = {
  status: 500,
  when: 'when the folder of the configurations cannot be used',
  arrange: withoutFolder,
  restore: given({}),
  answer: detail('Internal Server Error'),
};

/** A step of the box fails, with these files there. */
export const whenFails = (step: RegExp, files: Parameters<typeof given>[0], active?: string) => {
  const failing = whileFailing(step);
  return {
    ...failing,
    status: 500,
    arrange: async (stage: RecorderStage) => {
      await given(files, active)(stage);
      await failing.arrange?.(stage);
    },
    answer: detail('Internal Server Error'),
  };
};

/** Answers to ids that name nothing. @param path of an operation, up to the id. @param body where it takes one */
export const notFound = (path: string, body?: unknown): ConfigCase[] => [
  {
    status: 404,
    when: 'for an id that is not there',
    arrange: given({}),
    path: `${path}nowhere`,
    body,
    answer: detail('Configuration nowhere not found.'),
  },
  {
    status: 404,
    when: 'for an id that no configuration can have',
    arrange: given({ 'a b': { id: 'a b' } }),
    path: `${path}a%20b`,
    body,
    answer: detail('Configuration a b not found.'),
  },
];

/** Answers to files that are none, whatever is active. */
export const unreadable = (path: string, body?: unknown): ConfigCase[] =>
  (
    [
      [
        'is no JSON',
        '{"id": ',
        'Configuration file bad.json contains malformed JSON: Unexpected end of JSON input',
      ],
      ['is empty', '', 'Configuration file bad.json is empty or contains only whitespace.'],
      ['is blank', ' \n', 'Configuration file bad.json is empty or contains only whitespace.'],
      [
        'lacks fields',
        { id: 'bad', roots: [{ ...wlan, phy: undefined }] },
        'Failed to parse configuration bad: roots.0.phy: Field required',
      ],
      [
        'is no object',
        [],
        'Failed to parse configuration bad: Input should be a valid dictionary or object to extract fields from',
      ],
    ] as const
  ).map(([fault, content, text]) => ({
    status: 422,
    when: `for a configuration whose file ${fault}`,
    arrange: given({ bad: content, plain }, 'plain'),
    path: `${path}bad`,
    body,
    answer: detail(text),
  }));

/** Answers to a query that cannot be understood. */
export const wrongFlag = (path: string, flag: string): ConfigCase => ({
  status: 422,
  when: 'for an option that is neither yes nor no',
  arrange: given({ plain }),
  path: `${path}plain?${flag}=maybe`,
  answer: detail([notABoolean(['query', flag], 'maybe')]),
});
