import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useReferenceChoices } from '../list/references.ts';

interface Props extends Omit<MultiSelectProps, 'data' | 'value' | 'onChange'> {
  /** Ids of permission groups. */
  value: readonly number[];
  onChange: (value: number[]) => void;
}

/** A choice of permission groups. */
export const GroupSelect = ({ value, onChange, ...rest }: Props) => {
  const known = useReferenceChoices('/api/v1/users/group/');
  // Somebody may hold groups without being allowed to list them.
  const unknown = value.map(String).filter((id) => known.every((choice) => choice.value !== id));
  return (
    <MultiSelect
      {...rest}
      searchable
      data={[...known, ...unknown.map((id) => ({ value: id, label: `#${id}` }))]}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
    />
  );
};
