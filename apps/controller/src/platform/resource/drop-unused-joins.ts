import {
  AliasNode,
  IdentifierNode,
  OperationNodeTransformer,
  TableNode,
  type JoinNode,
  type KyselyPlugin,
  type OperationNode,
  type QueryId,
  type SelectQueryNode,
} from 'kysely';

/** Every name that a piece of a query mentions: tables, aliases, columns, and words of raw SQL. */
const collectNames = (value: unknown, names: Set<string>): Set<string> => {
  if (Array.isArray(value)) for (const item of value) collectNames(item, names);
  else if (typeof value === 'object' && value !== null) {
    // Of a table with an alias only the alias can be meant.
    if (AliasNode.is(value as OperationNode) && TableNode.is((value as AliasNode).node))
      return collectNames((value as AliasNode).alias, names);
    const { kind, name, sqlFragments } = value as { kind?: string; name?: unknown; sqlFragments?: string[] };
    if (kind === 'IdentifierNode' && typeof name === 'string') names.add(name);
    if (kind === 'RawNode')
      for (const fragment of sqlFragments ?? [])
        for (const [word] of fragment.matchAll(/\w+/g)) names.add(word);
    for (const inner of Object.values(value)) collectNames(inner, names);
  }
  return names;
};

const nameOf = ({ table }: JoinNode): string | undefined => {
  if (AliasNode.is(table)) return IdentifierNode.is(table.alias) ? table.alias.name : undefined;
  return TableNode.is(table) ? table.table.identifier.name : undefined;
};

const withoutUnused = (node: SelectQueryNode): SelectQueryNode => {
  const joins = [...(node.joins ?? [])];
  // From the last: what a join that goes away refers to may be of no use either.
  for (let position = joins.length - 1; position >= 0; position--) {
    const join = joins[position];
    const name = join && nameOf(join);
    if (join?.joinType !== 'LeftJoin' || name === undefined) continue;
    const others = joins.filter((_, index) => index !== position);
    if (!collectNames({ ...node, joins: others }, new Set()).has(name)) joins.splice(position, 1);
  }
  return { ...node, joins };
};

class DropTransformer extends OperationNodeTransformer {
  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    return withoutUnused(super.transformSelectQuery(node, queryId));
  }
}

const transformer = new DropTransformer();

/**
 * Leaves out the left joins that a query has no use for: counting the rows of a list, or finding the ids of a page,
 * needs none of what the rows show. Right for joins that find one row at most, which is what lists have.
 */
export const dropUnusedJoins: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
  transformResult: async ({ result }) => result,
};
