import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import type { JsonObject } from '@netloom/netjson';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
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

interface TableProps {
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  /** Told when two variables come to have one name, and when that is over. */
  onValid: ((valid: boolean) => void) | undefined;
  readOnly: boolean;
  /** Beside the button that adds a variable. */
  aside: ReactNode;
}

/** Names and values of variables, one a line. */
export const VariableTable = ({ value, onChange, onValid, readOnly, aside }: TableProps) => {
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

  const names = rows.map(({ name }) => name).filter((name) => name !== '');
  const unique = new Set(names).size === names.length;
  useEffect(() => onValid?.(unique), [onValid, unique]);

  const write = (next: VariableRow[]): void => {
    setRows(next);
    told.current = toVariables(next);
    onChange(told.current);
  };
  const change = (id: number, changes: Partial<VariableRow>): void =>
    write(rows.map((row) => (row.id === id ? { ...row, ...changes } : row)));
  const complaint = ({ name }: VariableRow): string | undefined => {
    if (name === '') return undefined;
    if (names.filter((each) => each === name).length > 1) return t('editor.variables.duplicate');
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
      <Group gap={4} mt={4}>
        {readOnly ? null : (
          <Button
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
        {aside}
      </Group>
    </div>
  );
};
