import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { NamedListPath, Query } from '../api/list-page.ts';
import { useReferenceChoices, useReferenceName } from '../list/references.ts';

interface Props extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable'> {
  path: NamedListPath;
  query?: Query;
  /** Id of the chosen object. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** A choice among the objects of a list, however long: typing asks the controller. */
export const ReferenceSelect = ({ path, query = {}, value, onChange, ...rest }: Props) => {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 200);
  const name = useReferenceName(path, value);
  const found = useReferenceChoices(path, { query, search: search === name ? '' : search });
  const known = value === null || found.some((choice) => choice.value === value);
  const choices = known ? found : [{ value, label: name ?? '…' }, ...found];
  return (
    <Select
      {...rest}
      searchable
      data={choices}
      value={value}
      onChange={onChange}
      onSearchChange={setTyped}
      // The controller has already searched, in more than the name.
      filter={({ options }) => options}
    />
  );
};
