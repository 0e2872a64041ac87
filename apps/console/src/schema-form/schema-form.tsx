import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '@netloom/netjson';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArrayContent } from './array-field.tsx';
import { Collapsible } from './collapsible.tsx';
import { FormContext, fieldId, useFormContext, type JsonPath } from './form-context.ts';
import { initialValue } from './initial-value.ts';
import { humanize } from './humanize.ts';
import { orderedProperties, propertyTitle } from './labels.ts';
import { ObjectContent } from './object-field.tsx';
import { resolveSchema, type ResolvedSchema } from './resolve-schema.ts';
import { SchemaField } from './schema-field.tsx';
import './schema-form.css';

interface SectionProps {
  name: string;
  schema: ResolvedSchema;
  value: JsonValue;
  isNew: boolean;
  onChange: (value: JsonValue) => void;
  onRemove: () => void;
}

const SectionContent = ({ name, schema, value, onChange }: Omit<SectionProps, 'onRemove' | 'isNew'>) => {
  const { t } = useTranslation();
  const title = propertyTitle(schema, name);
  const common = { schema, path: [name], title, required: false };
  if (Array.isArray(value)) return <ArrayContent {...common} value={value} onChange={onChange} />;
  if (isJsonObject(value)) return <ObjectContent {...common} value={value} onChange={onChange} />;
  return (
    <Text size="sm" c="dimmed">
      {t('schemaForm.otherValueText')}
    </Text>
  );
};

const Section = ({ onRemove, isNew, ...section }: SectionProps) => {
  const { t } = useTranslation();
  const { readOnly } = useFormContext();
  const { name, schema, value } = section;
  const title = propertyTitle(schema, name);
  const remove = t('schemaForm.remove', { name: title });
  return (
    <Collapsible
      className="form-section"
      path={[name]}
      title={title}
      {...(Array.isArray(value) && value.length > 0 ? { detail: String(value.length) } : {})}
      initiallyOpen={isNew || !Array.isArray(value) || value.length < 8}
      actions={
        readOnly ? null : (
          <Tooltip label={remove}>
            <ActionIcon aria-label={remove} onClick={onRemove}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      <SectionContent {...section} />
    </Collapsible>
  );
};

interface Props {
  schema: JsonSchema;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  /** Messages by path, such as `interfaces.0.name`. */
  problems: ReadonlyMap<string, string[]>;
  /** A field to go to; a new object each time, so that one can go to the same field twice. */
  target?: { path: JsonPath } | undefined;
  readOnly?: boolean;
}

const noProblems: ReadonlyMap<string, string[]> = new Map();

/**
 * A form for a document, made from its JSON Schema. It shows what is set and offers the rest, never adds a default
 * by itself, and leaves alone what it does not understand: form and JSON are two views of one document.
 */
export const SchemaForm = ({
  schema,
  value,
  onChange,
  problems = noProblems,
  target,
  readOnly = false,
}: Props) => {
  const { t } = useTranslation();
  const id = useId();
  const [added, setAdded] = useState<string>();
  const root = useMemo(() => resolveSchema(schema, schema), [schema]);
  const focus = target?.path.join('.');
  const context = useMemo(
    () => ({ root: schema, id, problems, focus, readOnly, Field: SchemaField }),
    [schema, id, problems, focus, readOnly],
  );

  useEffect(() => {
    if (!target) return undefined;
    // What encloses the field has to open first.
    const timer = setTimeout(() => {
      const field = document.getElementById(fieldId(id, target.path));
      field?.scrollIntoView({ block: 'center' });
      field?.focus();
    }, 60);
    return () => clearTimeout(timer);
  }, [target, id]);

  const properties = orderedProperties(schema, root);
  const known = new Map(properties);
  const names = [
    ...properties.map(([name]) => name).filter((name) => name in value),
    ...Object.keys(value).filter((name) => !(name in (root.properties ?? {}))),
  ];
  const unset = properties.filter(([name]) => !(name in value));

  return (
    <FormContext value={context}>
      <Stack gap="sm">
        {names.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('schemaForm.nothing')}
          </Text>
        ) : null}
        {names.map((name) => (
          <Section
            key={name}
            name={name}
            schema={known.get(name) ?? { title: humanize(name) }}
            value={value[name] ?? null}
            isNew={name === added}
            onChange={(inner) => onChange({ ...value, [name]: inner })}
            onRemove={() => {
              const { [name]: _, ...others } = value;
              onChange(others);
            }}
          />
        ))}
        {unset.length > 0 && !readOnly ? (
          <Group gap={6} role="group" aria-label={t('schemaForm.addSection')}>
            {unset.map(([name, property]) => (
              <Button
                key={name}
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={13} />}
                onClick={() => {
                  setAdded(name);
                  onChange({ ...value, [name]: initialValue(schema, property) });
                }}
              >
                {propertyTitle(property, name)}
              </Button>
            ))}
          </Group>
        ) : null}
      </Stack>
    </FormContext>
  );
};
