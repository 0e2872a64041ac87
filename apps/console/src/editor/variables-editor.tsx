import { Button } from '@mantine/core';
import type { JsonObject } from '@netloom/netjson';
import { IconBraces, IconTable } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InheritedVariables, type InheritedVariable } from './inherited-variables.tsx';
import { VariableTable } from './variable-table.tsx';

const JsonEditor = lazy(async () => {
  const { JsonEditor: component } = await import('../json-editor/json-editor.tsx');
  return { default: component };
});

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
  const toggle = (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={raw ? <IconTable size={14} /> : <IconBraces size={14} />}
      onClick={() => {
        onValid?.(true);
        setRaw(!raw);
      }}
    >
      {raw ? t('editor.variables.table') : t('editor.variables.raw')}
    </Button>
  );
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
          {toggle}
        </Suspense>
      ) : (
        <VariableTable
          value={value}
          onChange={onChange}
          onValid={onValid}
          readOnly={readOnly}
          aside={toggle}
        />
      )}
      <InheritedVariables
        inherited={others}
        onOverride={readOnly ? undefined : ({ name, text }) => onChange({ ...value, [name]: text })}
      />
    </div>
  );
};
