/** One change of one object, as the controller tells it to open consoles. */
export interface LiveChange {
  kind: string;
  id: string;
  organization: string | null;
  /** Of objects that belong to several, such as users. */
  organizations?: readonly string[];
  action: 'created' | 'updated' | 'deleted';
  /** New values of fields that lists show. */
  patch: Readonly<Record<string, unknown>>;
}

export type LiveMessage =
  | { type: 'hello' }
  | { type: 'pong' }
  | { type: 'changes'; changes: LiveChange[] }
  /** Too much changed to be told one by one: ask again. */
  | { type: 'reload'; kind: string };

/** True when the object belongs to the organization, or is one of its people. */
export const concerns = ({ organization, organizations }: LiveChange, id: string): boolean =>
  organization === id || (organizations?.includes(id) ?? false);

const actions: readonly string[] = ['created', 'updated', 'deleted'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readChange = (value: unknown): LiveChange | undefined => {
  if (!isRecord(value)) return undefined;
  const { kind, id, organization, organizations, action, patch } = value;
  if (typeof kind !== 'string' || typeof id !== 'string' || typeof action !== 'string') return undefined;
  if (!actions.includes(action)) return undefined;
  return {
    kind,
    id,
    organization: typeof organization === 'string' ? organization : null,
    ...(Array.isArray(organizations)
      ? { organizations: organizations.filter((each) => typeof each === 'string') }
      : {}),
    action: action as LiveChange['action'],
    patch: isRecord(patch) ? patch : {},
  };
};

/** The message in a text frame, or undefined for anything that this console does not know. */
export const readLiveMessage = (text: string): LiveMessage | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  if (value['type'] === 'hello' || value['type'] === 'pong') return { type: value['type'] };
  if (value['type'] === 'reload' && typeof value['kind'] === 'string')
    return { type: 'reload', kind: value['kind'] };
  if (value['type'] === 'changes' && Array.isArray(value['changes'])) {
    const changes = value['changes'].map(readChange).filter((change) => change !== undefined);
    return { type: 'changes', changes };
  }
  return undefined;
};
