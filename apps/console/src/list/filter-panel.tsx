import { Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ReferenceSelect } from '../parts/reference-select.tsx';
import type { Filter } from '../resource/define-resource.ts';
import { useSession } from '../session/session-context.ts';

interface FieldProps {
  filter: Filter;
  value: string | undefined;
  onChange: (value: string) => void;
}

const FilterField = ({ filter, value, onChange }: FieldProps) => {
  const { t } = useTranslation();
  const label = filter.label(t);
  const common = {
    label,
    comboboxProps: { withinPortal: false },
    clearable: true,
    placeholder: t('list.any'),
  };
  if (filter.kind === 'choice') {
    return (
      <Select
        {...common}
        data={filter.choices(t)}
        value={value ?? null}
        onChange={(next) => onChange(next ?? '')}
      />
    );
  }
  if (filter.kind === 'reference') {
    return (
      <ReferenceSelect
        {...common}
        path={filter.path}
        {...(filter.query ? { query: filter.query } : {})}
        value={value ?? null}
        onChange={(next) => onChange(next ?? '')}
      />
    );
  }
  return (
    <TextInput
      type={filter.kind === 'date' ? 'date' : 'text'}
      label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};

interface Props {
  filters: readonly Filter[];
  values: Readonly<Record<string, string>>;
  onChange: (id: string, value: string) => void;
}

/** All filters of a list; each takes effect at once. */
export const FilterPanel = ({ filters, values, onChange }: Props) => {
  const session = useSession();
  return (
    <Stack gap="sm">
      {filters
        .filter(({ visible }) => visible?.(session) ?? true)
        .map((filter) => (
          <FilterField
            key={filter.id}
            filter={filter}
            value={values[filter.id]}
            onChange={(value) => onChange(filter.id, value)}
          />
        ))}
    </Stack>
  );
};
