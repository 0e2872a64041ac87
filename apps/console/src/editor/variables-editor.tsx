import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import type { JsonObject } from '@netloom/netjson';
import { IconBraces, IconPlus, IconTable, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameJson } from './same-json.ts';
import {
  isVariableName,
  readValue,
  toRows,
  toVariables,
  valueText,
  type VariableRow,
} from './variable-rows.ts';
import './variables-editor.css';

const JsonEditor = lazy(async () => {
  const { JsonEditor: component } = await import('../json-editor/json-editor.tsx');
  return { default: component };
});

interface TableProps {
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  readOnly: boolean;
  disabledReason?: string;
}

const VariableTable = ({ value, onChange, readOnly }: TableProps) => {
  const { t } = useTranslation();
  const [rows, setRows] = useState(() => toRows(value));
  const told = useRef(value);
  const nextId = useRef(rows.length);
  useEffect(() => {
    if (sameJson(told.current, value)) return;
    told.current = value;
    setRows(toRows(value));
    nextId.current = Object.keys(value).length;
  }, [value]);

  const write = (next: VariableRow[]): void => {
    setRows(next);
    told.current = toVariables(next);
    onChange(told.current);
  };
  const change = (id: number, changes: Partial<VariableRow>): void =>
    write(rows.map((row) => (row.id === id ? { ...row, ...changes } : row)));
  const complaint = ({ name }: VariableRow): string | undefined => {
    if (name === '') return undefined;
    if (rows.filter((row) => row.name === name).length > 1) return t('editor.variables.duplicate');
    return isVariableName(name) ? undefined : t('editor.variables.badName');
  };

  return (
    <div className="variables">
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed" py={4}>
          {t('editor.variables.empty')}
        </Text>
      ) : (
        <div className="variables-row variables-head" aria-hidden>
          <span>{t('editor.variables.name')}</span>
          <span>{t('editor.variables.value')}</span>
        </div>
      )}
      {rows.map((row, index) => (
        <div className="variables-row" key={row.id}>
          <TextInput
            size="xs"
            aria-label={t('editor.variables.nameOf', { number: index + 1 })}
            classNames={{ input: 'mono' }}
            error={complaint(row)}
            disabled={readOnly}
            value={row.name}
            onChange={(event) => change(row.id, { name: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            aria-label={t('editor.variables.valueOf', { name: row.name })}
            classNames={{ input: 'mono' }}
            disabled={readOnly}
            value={valueText(row.value)}
            onChange={(event) => change(row.id, { value: readValue(event.currentTarget.value, row.value) })}
          />
          {readOnly ? null : (
            <ActionIcon
              size={30}
              aria-label={t('editor.variables.remove', { name: row.name })}
              onClick={() => write(rows.filter(({ id }) => id !== row.id))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </div>
      ))}
      {readOnly ? null : (
        <Button
          mt={4}
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            setRows([...rows, { id: nextId.current, name: '', value: '' }]);
            nextId.current += 1;
          }}
        >
          {t('editor.variables.add')}
        </Button>
      )}
    </div>
  );
};

export interface InheritedVariable {
  name: string;
  text: string;
  source: string;
  /** Not shown in clear. */
  secret?: boolean;
}

interface InheritedProps {
  inherited: readonly InheritedVariable[];
  onOverride: ((variable: InheritedVariable) => void) | undefined;
}

const Inherited = ({ inherited, onOverride }: InheritedProps) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(inherited.length <= 6);
  if (inherited.length === 0) return null;
  return (
    <div>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-expanded={open}
        mt="xs"
        onClick={() => setOpen(!open)}
      >
        {t('editor.variables.inheritedCount', { count: inherited.length })}
      </Button>
      {open
        ? inherited.map((variable) => (
            <div className="variables-inherited" key={variable.name}>
              <span className="mono ellipsis" title={variable.name}>
                {variable.name}
              </span>
              {variable.secret ? (
                <span className="mono">••••••••</span>
              ) : (
                <span className="mono ellipsis" title={variable.text}>
                  {variable.text}
                </span>
              )}
              <span className="variables-inherited-source ellipsis" title={variable.source}>
                {variable.source}
              </span>
              {onOverride ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t('editor.variables.overrideThing', { name: variable.name })}
                  onClick={() => onOverride(variable)}
                >
                  {t('editor.variables.override')}
                </Button>
              ) : null}
            </div>
          ))
        : null}
    </div>
  );
};

interface Props {
  label: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  onValid?: (valid: boolean) => void;
  /** Values that come from elsewhere, unless there is a variable of the same name here. */
  inherited?: readonly InheritedVariable[];
  readOnly?: boolean;
}

/** Names and values, or the same as JSON; below them, greyed, what is inherited. */
export const VariablesEditor = ({
  label,
  value,
  onChange,
  onValid,
  inherited = [],
  readOnly = false,
}: Props) => {
  const { t } = useTranslation();
  const [raw, setRaw] = useState(false);
  const others = inherited.filter(({ name }) => !(name in value));
  return (
    <div role="group" aria-label={label}>
      {raw ? (
        <Suspense fallback={null}>
          <div style={{ height: 240 }}>
            <JsonEditor
              label={label}
              value={value}
              onChange={onChange}
              readOnly={readOnly}
              {...(onValid ? { onValid } : {})}
            />
          </div>
        </Suspense>
      ) : (
        <VariableTable value={value} onChange={onChange} readOnly={readOnly} />
      )}
      <Group gap="xs" mt={raw ? 'xs' : 0}>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={raw ? <IconTable size={13} /> : <IconBraces size={13} />}
          onClick={() => {
            onValid?.(true);
            setRaw(!raw);
          }}
        >
          {raw ? t('editor.variables.table') : t('editor.variables.raw')}
        </Button>
      </Group>
      <Inherited
        inherited={others}
        onOverride={readOnly ? undefined : ({ name, text }) => onChange({ ...value, [name]: text })}
      />
    </div>
  );
};
