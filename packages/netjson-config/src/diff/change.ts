/** What happens to a part of a configuration when another configuration follows. */
export type Change = 'added' | 'removed' | 'changed';
