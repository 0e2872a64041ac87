import { ActionIcon, Button, Menu, Stack, Text, TextInput } from '@mantine/core';
import { isJsonObject, type JsonSchema, type JsonValue } from '@netloom/netjson';
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseOption, optionsOf } from './choose-option.ts';
import { Collapsible } from './collapsible.tsx';
import { fieldId, pathKey, useFormContext, type JsonPath } from './form-context.ts';
import { initialValue } from './initial-value.ts';
import { entrySummary, optionLabel } from './labels.ts';
import { ObjectContent } from './object-field.tsx';
import { parseNumber } from './parse-number.ts';
import type { FieldProps } from './primitive-field.tsx';
import { resolveSchema, type ResolvedSchema } from './resolve-schema.ts';
import { shapeOf } from './shape-of.ts';

type Props = Omit<FieldProps, 'value'> & { value: readonly JsonValue[] };

/** Schema of the entries. Where a schema names each place, the first one stands for all. */
const entrySchema = (root: JsonSchema, { items }: ResolvedSchema): ResolvedSchema => {
  const first = Array.isArray(items) ? items[0] : items;
  return first ? resolveSchema(root, first as JsonSchema) : {};
};

const AddButton = ({
  title,
  schema,
  onAdd,
}: {
  title: string;
  schema: ResolvedSchema;
  onAdd: (value: JsonValue) => void;
}) => {
  const { t } = useTranslation();
  const { root } = useFormContext();
  const options = optionsOf(root, schema);
  const button = {
    size: 'compact-sm',
    variant: 'light',
    leftSection: <IconPlus size={14} />,
    'aria-label': t('schemaForm.addTo', { section: title }),
  } as const;
  if (options.length === 0) {
    return (
      <Button {...button} onClick={() => onAdd(initialValue(root, schema))}>
        {t('schemaForm.add')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button {...button}>{t('schemaForm.add')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item key={optionLabel(root, option)} onClick={() => onAdd(initialValue(root, option))}>
            {optionLabel(root, option)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

interface EntryActionsProps {
  name: string;
  onUp?: (() => void) | undefined;
  onDown?: (() => void) | undefined;
  onDuplicate: () => void;
  onRemove: () => void;
}

const EntryActions = ({ name, onUp, onDown, onDuplicate, onRemove }: EntryActionsProps) => {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`${t('common.more')}: ${name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onUp ? (
          <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={onUp}>
            {t('schemaForm.moveUp', { name })}
          </Menu.Item>
        ) : null}
        {onDown ? (
          <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={onDown}>
            {t('schemaForm.moveDown', { name })}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={onDuplicate}>
          {t('schemaForm.duplicate', { name })}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} c="var(--critical)" onClick={onRemove}>
          {t('schemaForm.remove', { name })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

/** Ids of entries that survive moving them, so that what is open stays open. */
const useEntryIds = (count: number) => {
  const next = useRef(0);
  const ids = useRef<number[]>([]);
  while (ids.current.length < count) {
    ids.current.push(next.current);
    next.current += 1;
  }
  ids.current.length = count;
  return ids.current;
};

const moved = <T,>(list: readonly T[], from: number, to: number): T[] => {
  const copy = [...list];
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
};

interface EntryProps {
  schema: ResolvedSchema;
  path: JsonPath;
  name: string;
  value: JsonValue;
  onChange: (value: JsonValue) => void;
  isNew: boolean;
  actions: EntryActionsProps;
}

/** An entry that is an object: folded up it says what it is. */
const ObjectEntry = ({ schema, path, name, value, onChange, isNew, actions }: EntryProps) => {
  const { t } = useTranslation();
  const { root, readOnly } = useFormContext();
  const options = optionsOf(root, schema);
  const option = options[chooseOption(root, options, value)];
  const summary = entrySummary(value);
  return (
    <Collapsible
      className="form-entry"
      path={path}
      title={summary === '' ? name : summary}
      {...(option ? { detail: optionLabel(root, option) } : {})}
      initiallyOpen={isNew}
      actions={readOnly ? null : <EntryActions {...actions} />}
    >
      {isJsonObject(value) ? (
        <ObjectContent schema={schema} path={path} title={name} value={value} onChange={onChange} required />
      ) : (
        <Text size="sm" c="dimmed">
          {t('schemaForm.otherValueText')}
        </Text>
      )}
    </Collapsible>
  );
};

const PlainEntry = ({ schema, path, name, value, onChange, actions }: EntryProps) => {
  const { t } = useTranslation();
  const { id, problems, readOnly } = useFormContext();
  const isNumber = [schema.type ?? []].flat().some((type) => type === 'integer' || type === 'number');
  return (
    <TextInput
      id={fieldId(id, path)}
      aria-label={name}
      disabled={readOnly}
      error={problems.get(pathKey(path))?.join(' ')}
      value={String(value)}
      onChange={({ currentTarget: { value: text } }) => onChange(isNumber ? parseNumber(text) : text)}
      rightSection={
        readOnly ? null : (
          <ActionIcon size="sm" aria-label={t('schemaForm.remove', { name })} onClick={actions.onRemove}>
            <IconTrash size={14} />
          </ActionIcon>
        )
      }
    />
  );
};

/** The entries of a list, with their order. */
export const ArrayContent = ({ schema, path, title, value, onChange }: Props) => {
  const { t } = useTranslation();
  const { root, readOnly } = useFormContext();
  const [added, setAdded] = useState<number>();
  const ids = useEntryIds(value.length);
  const items = entrySchema(root, schema);
  const options = optionsOf(root, items);
  const plain = options.length === 0 && shapeOf(items) === 'plain';
  const Entry = plain ? PlainEntry : ObjectEntry;

  const move = (from: number, to: number): void => {
    ids.splice(0, ids.length, ...moved(ids, from, to));
    onChange(moved(value, from, to));
  };
  const insert = (index: number, entry: JsonValue): void => {
    const fresh = Math.max(-1, ...ids) + 1;
    ids.splice(index, 0, fresh);
    setAdded(fresh);
    onChange(value.toSpliced(index, 0, entry));
  };
  const remove = (index: number): void => {
    ids.splice(index, 1);
    onChange(value.toSpliced(index, 1));
  };

  return (
    <Stack gap="xs" align="stretch">
      {value.map((entry, index) => {
        const id = ids[index];
        const name = t('schemaForm.item', { title, number: index + 1 });
        const known = entrySummary(entry) || name;
        return (
          <Entry
            key={id}
            schema={items}
            path={[...path, index]}
            name={name}
            value={entry}
            onChange={(next) => onChange(value.with(index, next))}
            isNew={id === added}
            actions={{
              name: known,
              onUp: index > 0 ? () => move(index, index - 1) : undefined,
              onDown: index < value.length - 1 ? () => move(index, index + 1) : undefined,
              onDuplicate: () => insert(index + 1, structuredClone(entry)),
              onRemove: () => remove(index),
            }}
          />
        );
      })}
      {readOnly ? null : (
        <div>
          <AddButton title={title} schema={items} onAdd={(entry) => insert(value.length, entry)} />
        </div>
      )}
    </Stack>
  );
};

/** A list inside an object. */
export const ArrayField = (props: Props) => (
  <div className="form-nested" role="group" aria-label={props.title}>
    <div className="form-nested-head">{props.title}</div>
    <ArrayContent {...props} />
  </div>
);
