import { entriesOf, type NetConfig, type NetEntry } from '../../modules/network-config/net-config.ts';
import { ServiceCallError } from '../call-service.ts';
import { askEntry } from './ask-entry.ts';
import { describeConfig, describeEntry, describeList, describeStatus } from './describe-config.ts';
import { EndOfInput, type Dialogue } from './dialogue.ts';
import { idRule } from './input-rules.ts';
import type { NetworkConfigClient } from './network-config-client.ts';

interface MenuContext {
  client: NetworkConfigClient;
  dialogue: Dialogue;
}

/** Whoever leaves a question empty does not want the whole thing. */
class Cancelled extends Error {
  override name = 'Cancelled';
}

const entries: readonly (readonly [string, (context: MenuContext) => Promise<void>])[] = [
  ['View configurations', (context) => view(context)],
  [
    'Show the status of the network',
    async ({ client, dialogue }) => dialogue.say(describeStatus(await client.status())),
  ],
  ['Create a configuration', (context) => create(context)],
  ['Edit a configuration', (context) => edit(context)],
  ['Activate a configuration', (context) => activate(context)],
  ['Deactivate a configuration', (context) => deactivate(context)],
  ['Delete a configuration', (context) => remove(context)],
];

/** Shows the menu until somebody leaves it, or the input ends. A refusal of the service is told, and the menu goes on. */
export const runMenu = async (context: MenuContext): Promise<void> => {
  const { dialogue } = context;
  const last = entries.length + 1;
  try {
    for (;;) {
      dialogue.say('\nNetwork configurations');
      entries.forEach(([name], index) => dialogue.say(`  ${index + 1}. ${name}`));
      dialogue.say(`  ${last}. Exit`);
      const given = await dialogue.ask('Choose', {
        rule: (text) =>
          /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= last
            ? undefined
            : `a number from 1 to ${last}`,
      });
      const entry = entries[Number(given) - 1];
      if (entry === undefined) return;
      await attempt(context, entry[1]);
    }
  } catch (error) {
    if (!(error instanceof EndOfInput)) throw error;
    dialogue.say('');
  }
};

const attempt = async (
  context: MenuContext,
  action: (context: MenuContext) => Promise<void>,
): Promise<void> => {
  try {
    await action(context);
  } catch (error) {
    if (error instanceof ServiceCallError) context.dialogue.say(`API Error: ${error.message}`);
    else if (error instanceof Cancelled) context.dialogue.say('Nothing was changed.');
    else throw error;
  }
};

const chooseId = async ({ client, dialogue }: MenuContext): Promise<string> => {
  const ids = Object.keys(await client.list());
  if (ids.length === 0) {
    dialogue.say('There is no configuration yet.');
    throw new Cancelled();
  }
  return dialogue.choose('Which one', ids);
};

const view = async (context: MenuContext): Promise<void> => {
  const { client, dialogue } = context;
  const configs = await client.list();
  dialogue.say(describeList(configs));
  for (const id of Object.keys(configs))
    await attempt(context, async () => dialogue.say(describeConfig(await client.show(plainId(id)))));
};

/** A list marks files that cannot be read behind their id. */
const plainId = (listed: string): string => listed.replace(/ \((malformed|empty)\)$/, '');

const create = async ({ client, dialogue }: MenuContext): Promise<void> => {
  const id = await dialogue.ask('Id', { rule: idRule });
  const list: NetEntry[] = [];
  do list.push(await askEntry(dialogue));
  while (await dialogue.confirm('Another interface', false));
  const config = configOf(id, list);
  dialogue.say(describeConfig(config));
  if (!(await dialogue.confirm('Save it', true))) throw new Cancelled();
  dialogue.say((await client.create(config)).message);
};

const configOf = (id: string, list: readonly NetEntry[]): NetConfig => ({
  id,
  namespaces: list.flatMap((entry) =>
    entry.namespace === undefined ? [] : [{ ...entry, namespace: entry.namespace }],
  ),
  roots: list.filter(({ namespace }) => namespace === undefined),
});

const edit = async (context: MenuContext): Promise<void> => {
  const { client, dialogue } = context;
  const id = plainId(await chooseId(context));
  let list = entriesOf(await client.show(id));
  for (;;) {
    dialogue.say(describeConfig(configOf(id, list)));
    const what = await dialogue.choose('What', [
      'add an interface',
      'change an interface',
      'remove an interface',
      'save',
      'cancel',
    ]);
    if (what === 'cancel') throw new Cancelled();
    if (what === 'save') {
      const { namespaces, roots } = configOf(id, list);
      return dialogue.say((await client.update(id, { namespaces, roots })).message);
    }
    list = await changeList(dialogue, list, what);
  }
};

const changeList = async (
  dialogue: Dialogue,
  list: NetEntry[],
  what: 'add an interface' | 'change an interface' | 'remove an interface',
): Promise<NetEntry[]> => {
  if (what === 'add an interface') return [...list, await askEntry(dialogue)];
  if (list.length === 0) return list;
  const names = list.map(describeEntry);
  const position = names.indexOf(await dialogue.choose('Which one', names));
  if (what === 'remove an interface') return list.toSpliced(position, 1);
  return list.toSpliced(position, 1, await askEntry(dialogue, list[position]));
};

const activate = async (context: MenuContext): Promise<void> => {
  const { client, dialogue } = context;
  const id = plainId(await chooseId(context));
  const override = await dialogue.confirm('In place of another one that is active', false);
  dialogue.say((await client.activate(id, override)).message);
};

const deactivate = async (context: MenuContext): Promise<void> => {
  const { client, dialogue } = context;
  const id = plainId(await chooseId(context));
  const override = await dialogue.confirm('Even if it is not active', false);
  dialogue.say((await client.deactivate(id, override)).message);
};

const remove = async (context: MenuContext): Promise<void> => {
  const { client, dialogue } = context;
  const id = plainId(await chooseId(context));
  const force = await dialogue.confirm('Even if it is active', false);
  if ((await dialogue.ask(`Type DELETE to delete ${id}`)) !== 'DELETE') throw new Cancelled();
  dialogue.say((await client.remove(id, force)).message);
};
