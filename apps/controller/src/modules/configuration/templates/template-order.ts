/** What the order of templates depends on. */
export interface OrderedTemplate {
  id: string;
  name: string;
  required: boolean;
}

/** By name, the same on every database: by code points. */
export const byName = (left: { name: string }, right: { name: string }): number =>
  left.name < right.name ? -1 : Number(left.name > right.name);

/** Templates that a new configuration gets by itself: required ones first, then by name. */
export const automaticOrder = (templates: readonly OrderedTemplate[]): string[] =>
  [...templates]
    .sort((left, right) => Number(right.required) - Number(left.required) || byName(left, right))
    .map(({ id }) => id);

/** Appends what is not there yet. */
export const appendTemplates = (current: readonly string[], added: readonly string[]): string[] => [
  ...new Set([...current, ...added]),
];

/**
 * Replaces all templates by the given ones. Required ones cannot be taken away: they come first, by name, so that
 * later templates may override them.
 */
export const replaceTemplates = (required: readonly OrderedTemplate[], given: readonly string[]): string[] =>
  appendTemplates(automaticOrder(required), given);

/**
 * Takes the templates of one group away and appends those of another one. What both groups have stays where it is,
 * and so does what is required.
 */
export const exchangeTemplates = (
  current: readonly string[],
  change: { remove: readonly string[]; append: readonly string[]; required: readonly OrderedTemplate[] },
): string[] => {
  const kept = new Set([...change.append, ...change.required.map(({ id }) => id)]);
  const gone = new Set(change.remove.filter((id) => !kept.has(id)));
  return appendTemplates(
    current.filter((id) => !gone.has(id)),
    change.append,
  );
};
