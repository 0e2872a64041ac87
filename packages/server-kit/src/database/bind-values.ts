import {
  OperationNodeTransformer,
  type KyselyPlugin,
  type PrimitiveValueListNode,
  type ValueNode,
} from 'kysely';
import type { Dialect } from './database.ts';

const isDocument = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value);

const forPostgres = (value: unknown): unknown => (isDocument(value) ? JSON.stringify(value) : value);

const forSqlite = (value: unknown): unknown => {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.toISOString();
  return forPostgres(value);
};

class BindTransformer extends OperationNodeTransformer {
  readonly #bind: (value: unknown) => unknown;

  constructor(bind: (value: unknown) => unknown) {
    super();
    this.#bind = bind;
  }

  protected override transformValue(node: ValueNode): ValueNode {
    return { ...super.transformValue(node), value: this.#bind(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...super.transformPrimitiveValueList(node), values: node.values.map(this.#bind) };
  }
}

/**
 * Lets rules pass booleans, dates and documents to either database: SQLite takes none of them, and PostgreSQL's
 * driver would turn a list that belongs into a JSON column into an SQL array.
 */
export const bindValues = (dialect: Dialect): KyselyPlugin => {
  const transformer = new BindTransformer(dialect === 'sqlite' ? forSqlite : forPostgres);
  return {
    transformQuery: ({ node }) => transformer.transformNode(node),
    transformResult: async ({ result }) => result,
  };
};
