import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { AppContext } from '../../../platform/app-context.ts';
import type { Scope } from '../../../platform/tenancy.ts';

/** How many changes wait to be rendered that touch devices in the scope. */
export const countPending = async (
  { db, database }: Pick<AppContext, 'db' | 'database'>,
  scope: Scope,
): Promise<number> => {
  const { count } = await db
    .selectFrom('config_pendingchange as pending')
    .select(sql<number>`count(*)`.as('count'))
    .$if(scope.kind === 'organizations', (query) => query.where(touches(scope, database.dialect)))
    .executeTakeFirstOrThrow();
  return count;
};

const touches = (scope: Scope, dialect: AppContext['database']['dialect']): RawBuilder<SqlBool> => {
  const ids = scope.kind === 'organizations' ? scope.ids : [];
  if (ids.length === 0) return sql<SqlBool>`1 = 0`;
  const own = sql`(${sql.join(ids)})`;
  const configs =
    dialect === 'postgres'
      ? sql`select json_array_elements_text(pending.work -> 'configs')`
      : sql`select value from json_each(pending.work, '$.configs')`;
  const ownConfig = sql`select 1 from config_config as config
    join config_device as device on device.id = config.device_id and device.organization_id in ${own}`;
  return sql<SqlBool>`case pending.scope
    when 'everything' then true
    when 'organization' then pending.object_id in ${own}
    when 'group' then exists (
      select 1 from config_devicegroup where id = pending.object_id and organization_id in ${own})
    when 'template' then exists (${ownConfig}
      join config_config_templates as assigned on assigned.config_id = config.id
      where assigned.template_id = pending.object_id)
    else exists (${ownConfig} where config.id in (${configs})) end`;
};
