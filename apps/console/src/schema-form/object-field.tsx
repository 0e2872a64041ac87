import { ActionIcon, Select, Tooltip } from '@mantine/core';
import type { JsonObject, JsonValue } from '@netloom/netjson';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddSetting } from './add-setting.tsx';
import { chooseOption, isFixed, optionsOf } from './choose-option.ts';
import { fieldId, useFormContext } from './form-context.ts';
import { humanize } from './humanize.ts';
import { initialValue, toOption } from './initial-value.ts';
import { optionLabel, orderedProperties, propertyTitle } from './labels.ts';
import type { FieldProps } from './primitive-field.tsx';
import type { ResolvedSchema } from './resolve-schema.ts';
import { shapeOf } from './shape-of.ts';

type Props = Omit<FieldProps, 'value'> & { value: JsonObject };

interface PropertyProps extends Omit<FieldProps, 'value'> {
  value: JsonValue;
  onRemove?: () => void;
}

const isWide = (schema: ResolvedSchema): boolean =>
  shapeOf(schema) !== 'plain' || schema.format === 'textarea';

/** One setting, with a cross that takes it away where it need not be. */
const Property = ({ onRemove, ...field }: PropertyProps) => {
  const { t } = useTranslation();
  const { readOnly, Field } = useFormContext();
  return (
    <div className="form-field" data-wide={isWide(field.schema) || undefined}>
      <Field {...field} />
      {onRemove && !readOnly ? (
        <Tooltip label={t('schemaForm.remove', { name: field.title })}>
          <ActionIcon
            className="form-field-remove"
            size={20}
            aria-label={t('schemaForm.remove', { name: field.title })}
            onClick={onRemove}
          >
            <IconX size={12} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </div>
  );
};

/** The settings of an object: those that are set or required; the others are a click away. */
export const ObjectFields = ({ schema, path, value, onChange }: Props) => {
  const { root, readOnly } = useFormContext();
  const properties = orderedProperties(root, schema);
  const known = new Set(Object.keys(schema.properties ?? {}));
  const required = schema.required ?? [];
  const set = (name: string, inner: JsonValue): void => onChange({ ...value, [name]: inner });
  const remove = (name: string): void => {
    const { [name]: _, ...others } = value;
    onChange(others);
  };
  // A value that an alternative fixes is chosen with the alternative.
  const shown = properties.filter(
    ([name, property]) => (name in value || required.includes(name)) && !isFixed(property),
  );
  const addable = properties.filter(([name]) => !(name in value) && !required.includes(name));
  const others = Object.keys(value).filter((name) => !known.has(name));

  const add = (name: string): void => {
    const property = properties.find(([each]) => each === name)?.[1];
    set(name, property ? initialValue(root, property) : '');
  };

  return (
    <>
      <div className="form-fields">
        {shown.map(([name, property]) => (
          <Property
            key={name}
            schema={property}
            path={[...path, name]}
            title={propertyTitle(property, name)}
            value={value[name] ?? ''}
            required={required.includes(name)}
            onChange={(inner) => set(name, inner)}
            {...(required.includes(name) ? {} : { onRemove: () => remove(name) })}
          />
        ))}
        {others.map((name) => (
          <Property
            key={name}
            schema={{}}
            path={[...path, name]}
            title={humanize(name)}
            value={value[name] ?? ''}
            required={false}
            onChange={(inner) => set(name, inner)}
            onRemove={() => remove(name)}
          />
        ))}
      </div>
      {readOnly ? null : (
        <div style={{ marginTop: shown.length + others.length > 0 ? 10 : 0 }}>
          <AddSetting
            settings={addable.map(([name, property]) => ({ name, title: propertyTitle(property, name) }))}
            open={schema.additionalProperties !== false}
            taken={Object.keys(value)}
            onAdd={add}
          />
        </div>
      )}
    </>
  );
};

/** The choice between alternatives, and the fields of the one that is chosen. */
export const OptionFields = ({ options, ...props }: Props & { options: readonly ResolvedSchema[] }) => {
  const { t } = useTranslation();
  const { root, id, readOnly } = useFormContext();
  const chosen = chooseOption(root, options, props.value);
  const option = options[chosen] ?? props.schema;
  return (
    <>
      <Select
        id={fieldId(id, [...props.path, '(kind)'])}
        label={t('schemaForm.kind')}
        data={options.map((each, index) => ({ value: String(index), label: optionLabel(root, each) }))}
        value={String(chosen)}
        allowDeselect={false}
        disabled={readOnly}
        maw={320}
        mb="sm"
        onChange={(index) => {
          const next = options[Number(index)];
          if (next) props.onChange(toOption(root, next, props.value));
        }}
      />
      <ObjectFields {...props} schema={option} />
    </>
  );
};

/** The inside of an object, with a choice of its kind where there are several. */
export const ObjectContent = (props: Props) => {
  const { root } = useFormContext();
  const options = optionsOf(root, props.schema);
  return options.length > 0 ? <OptionFields {...props} options={options} /> : <ObjectFields {...props} />;
};

/** An object inside another one. */
export const ObjectField = (props: Props) => (
  <div className="form-nested" role="group" aria-label={props.title}>
    <div className="form-nested-head">{props.title}</div>
    <ObjectContent {...props} />
  </div>
);
