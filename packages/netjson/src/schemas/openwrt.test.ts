import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../index.ts';
import {
  LINUX_SCHEMA,
  OPENVPN_SCHEMA,
  OPENWISP_SCHEMA,
  OPENWRT_SCHEMA,
  VXLAN_WIREGUARD_SCHEMA,
  WIREGUARD_SCHEMA,
  ZEROTIER_SCHEMA,
} from '../index.ts';

const schemas: Readonly<Record<string, JsonSchema>> = {
  LINUX_SCHEMA,
  OPENVPN_SCHEMA,
  OPENWISP_SCHEMA,
  OPENWRT_SCHEMA,
  VXLAN_WIREGUARD_SCHEMA,
  WIREGUARD_SCHEMA,
  ZEROTIER_SCHEMA,
};

interface Visit {
  readonly schema: JsonSchema;
  readonly path: string;
}

/** A schema and everything below it. */
function* walk(schema: JsonSchema, path: string): Iterable<Visit> {
  yield { schema, path };
  for (const [name, part] of Object.entries(schema.definitions ?? {})) yield* walk(part, `${path}#${name}`);
  for (const [name, part] of Object.entries(schema.properties ?? {})) yield* walk(part, `${path}.${name}`);
  for (const [index, part] of [...(schema.allOf ?? []), ...(schema.oneOf ?? [])].entries()) {
    yield* walk(part, `${path}(${index})`);
  }
  if (schema.items !== undefined) yield* walk(schema.items, `${path}[]`);
}

describe.each(Object.entries(schemas))('%s', (_, root) => {
  const parts = [...walk(root, '')];

  test('refers only to definitions that exist', () => {
    for (const { schema, path } of parts) {
      if (schema.$ref === undefined) continue;
      let target: unknown = root;
      for (const key of schema.$ref.split('/').slice(1)) target = (target as Record<string, unknown>)[key];
      expect(target, `${path} -> ${schema.$ref}`).toBeDefined();
    }
  });

  test('has a title for everything that forms show', () => {
    const untitled = parts.filter(
      ({ schema }) =>
        schema.propertyOrder !== undefined && schema.title === undefined && schema.$ref === undefined,
    );
    expect(
      untitled.map(({ path }) => path).filter((path) => !path.endsWith('base_wireless_settings')),
    ).toEqual([]);
  });

  test('labels every member of an enum that it labels at all', () => {
    for (const { schema, path } of parts) {
      const titles = schema.options?.enum_titles;
      if (titles !== undefined) expect(titles, path).toHaveLength(schema.enum?.length ?? 0);
    }
  });

  test('has patterns that compile and bounds in order', () => {
    for (const { schema, path } of parts) {
      if (schema.pattern !== undefined)
        expect(() => new RegExp(schema.pattern ?? '', 'u'), path).not.toThrow();
      expect((schema.minLength ?? 0) <= (schema.maxLength ?? Number.POSITIVE_INFINITY), path).toBe(true);
      expect((schema.minimum ?? 0) <= (schema.maximum ?? Number.POSITIVE_INFINITY), path).toBe(true);
    }
  });
});

test('the sections of a device keep the order in which errors are reported', () => {
  expect(Object.keys(OPENWRT_SCHEMA.properties)).toEqual(
    'general interfaces radios dns_servers dns_search routes files ip_rules ntp switch led wireguard_peers zerotier openvpn'.split(
      ' ',
    ),
  );
});
