import type { Db } from '@netloom/server-kit';
import type { Change } from '../change.ts';

/** Replaces the tags of a template. Tags that nobody has used before are made. */
export const storeTags = async (
  { tx }: Change,
  templateId: string,
  tags: readonly string[],
): Promise<void> => {
  await tx.deleteFrom('config_taggedtemplate').where('template_id', '=', templateId).execute();
  const names = [...new Set(tags)];
  if (names.length === 0) return;
  await tx
    .insertInto('config_templatetag')
    .values(names.map((name) => ({ name })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  await tx
    .insertInto('config_taggedtemplate')
    .columns(['template_id', 'tag_id'])
    .expression((eb) =>
      eb
        .selectFrom('config_templatetag')
        .select((inner) => [inner.val(templateId).as('template_id'), 'id'])
        .where('name', 'in', names),
    )
    .execute();
};

/** The tags of templates, by id and in the order of their names. */
export const loadTags = async (
  db: Db,
  templateIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> => {
  if (templateIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('config_taggedtemplate as tagged')
    .innerJoin('config_templatetag as tag', 'tag.id', 'tagged.tag_id')
    .select(['tagged.template_id', 'tag.name'])
    .where('tagged.template_id', 'in', templateIds)
    .orderBy('tag.name')
    .execute();
  const byTemplate = Map.groupBy(rows, ({ template_id }) => template_id);
  return new Map([...byTemplate].map(([id, tags]) => [id, tags.map(({ name }) => name)]));
};
