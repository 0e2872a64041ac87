import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { AddressSearch } from '../model/address-search.ts';
import type { Filter } from '../resource/define-resource.ts';
import { readListState, writeListState, type ListState } from './list-state.ts';

/** The list's state in the address, and how to change it. */
export const useListState = (
  filters: readonly Filter[],
): readonly [state: ListState, change: (changes: Partial<ListState>) => void] => {
  const address = useSearch({ strict: false });
  const navigate = useNavigate();
  const state = useMemo(() => readListState(address, filters), [address, filters]);
  const change = (changes: Partial<ListState>): void => {
    void navigate({
      to: '.',
      search: (before: AddressSearch) => {
        const next = { ...readListState(before, filters), ...changes };
        return writeListState(before, filters, next);
      },
      replace: 'search' in changes,
    });
  };
  return [state, change];
};
