import type { Change } from '../change.ts';
import { automaticTemplates, groupTemplates } from '../templates/assignments.ts';
import { requireOwnTemplates } from '../templates/require-own-templates.ts';
import { exchangeTemplates, replaceTemplates } from '../templates/template-order.ts';

interface Place {
  organizationId: string;
  groupId: string | null;
  backend: string;
}

interface TemplateChoice {
  current: readonly string[];
  /** Chosen by somebody, to replace all; undefined: nobody chose. */
  given?: readonly string[] | undefined;
  before: Place;
  after: Place;
}

/**
 * The templates of a configuration after it was changed (configuration, section 4): what was chosen, with the required
 * ones in front; in another organization only that organization's required ones; else those of the group are
 * exchanged when the group or the backend is another.
 *
 * @throws InvalidConfigError when templates of another organization were chosen.
 */
export const chooseTemplates = async (
  change: Change,
  { current, given, before, after }: TemplateChoice,
): Promise<string[]> => {
  const { tx } = change;
  const isMoved = after.organizationId !== before.organizationId;
  const isRegrouped = after.groupId !== before.groupId || after.backend !== before.backend;
  if (given === undefined && !isMoved && !isRegrouped) return [...current];

  const automatic = await automaticTemplates(tx, after.organizationId, after.backend);
  const required = automatic.filter((template) => template.required);
  if (given !== undefined) {
    await requireOwnTemplates(tx, after.organizationId, given);
    return replaceTemplates(required, given);
  }
  const append = await groupTemplates(tx, after.groupId, after.backend);
  if (isMoved) return exchangeTemplates(replaceTemplates(required, []), { remove: [], append, required });
  const remove = await groupTemplates(tx, before.groupId, before.backend);
  return exchangeTemplates(current, { remove, append, required });
};
