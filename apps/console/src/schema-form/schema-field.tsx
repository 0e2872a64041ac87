import { Text } from '@mantine/core';
import { isJsonObject } from '@netloom/netjson';
import { useTranslation } from 'react-i18next';
import { ArrayField } from './array-field.tsx';
import { ObjectField } from './object-field.tsx';
import { PrimitiveField, type FieldProps } from './primitive-field.tsx';
import { shapeOf } from './shape-of.ts';

/** The field for a value of any schema. Values that do not fit their schema are left to the JSON. */
export const SchemaField = (props: FieldProps) => {
  const { t } = useTranslation();
  const { schema, value, title } = props;
  const shape = shapeOf(schema);
  if (shape === 'array' && Array.isArray(value)) return <ArrayField {...props} value={value} />;
  if (shape === 'object' && isJsonObject(value)) return <ObjectField {...props} value={value} />;
  if (typeof value !== 'object' || value === null) return <PrimitiveField {...props} />;
  return (
    <Text size="sm" c="dimmed">
      {title}: {t('schemaForm.otherValueText')}
    </Text>
  );
};
