import { Autocomplete, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { JsonValue } from '@netloom/netjson';
import { useTranslation } from 'react-i18next';
import { fieldId, pathKey, useFormContext, type JsonPath } from './form-context.ts';
import { enumChoices } from './labels.ts';
import { hasVariable, parseNumber } from './parse-number.ts';
import type { ResolvedSchema } from './resolve-schema.ts';

export interface FieldProps {
  schema: ResolvedSchema;
  path: JsonPath;
  title: string;
  value: JsonValue;
  onChange: (value: JsonValue) => void;
  required: boolean;
}

/** With more choices than this one types to find them. */
const searchableFrom = 8;

const typesOf = (schema: ResolvedSchema): readonly string[] => [schema.type ?? []].flat();

const useCommon = ({ schema, path, title, required }: FieldProps) => {
  const { t } = useTranslation();
  const { id, problems, readOnly } = useFormContext();
  const error = problems.get(pathKey(path))?.join(' ');
  return {
    id: fieldId(id, path),
    label: title,
    required,
    withAsterisk: required,
    disabled: readOnly,
    ...(schema.description === undefined ? {} : { description: schema.description }),
    ...(error === undefined ? {} : { error }),
    placeholder:
      schema.default === undefined ? '' : t('schemaForm.default', { value: String(schema.default) }),
  };
};

const EnumField = (props: FieldProps) => {
  const { schema, value, onChange } = props;
  const common = useCommon(props);
  const choices = enumChoices(schema);
  const current = choices.find(({ json }) => json === value);
  // A variable, or a value from elsewhere that the schema does not know.
  if (!current && value !== '' && value !== null) {
    return (
      <Autocomplete
        {...common}
        data={choices.map(({ label }) => label)}
        value={String(value)}
        onChange={(text) => onChange(choices.find(({ label }) => label === text)?.json ?? text)}
      />
    );
  }
  return (
    <Select
      {...common}
      data={choices.map(({ value: key, label }) => ({ value: key, label }))}
      value={current?.value ?? null}
      allowDeselect={false}
      searchable={choices.length > searchableFrom}
      onChange={(key) => onChange(choices.find((choice) => choice.value === key)?.json ?? '')}
    />
  );
};

const BooleanField = (props: FieldProps) => {
  const { value, onChange } = props;
  const { label, id, disabled, description, error } = useCommon(props);
  return (
    <Switch
      id={id}
      label={label}
      disabled={disabled}
      {...(description === undefined ? {} : { description })}
      {...(error === undefined ? {} : { error })}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
};

const NumberField = (props: FieldProps) => (
  <TextInput
    {...useCommon(props)}
    inputMode="decimal"
    value={String(props.value ?? '')}
    onChange={(event) => props.onChange(parseNumber(event.currentTarget.value))}
  />
);

const TextField = (props: FieldProps) => {
  const { schema, value, onChange } = props;
  const common = useCommon(props);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (schema.format === 'textarea' || text.includes('\n')) {
    return (
      <Textarea
        {...common}
        classNames={{ input: 'mono' }}
        autosize
        minRows={3}
        maxRows={16}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
};

/** A field for one plain value: a text, a number, a choice, yes or no. Any of them may hold a variable instead. */
export const PrimitiveField = (props: FieldProps) => {
  const { schema, value } = props;
  const types = typesOf(schema);
  if (schema.enum) return <EnumField {...props} />;
  if (hasVariable(value)) return <TextField {...props} />;
  if (types.includes('boolean')) return <BooleanField {...props} />;
  if (types.includes('integer') || types.includes('number')) return <NumberField {...props} />;
  return <TextField {...props} />;
};
