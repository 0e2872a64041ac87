import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NamedListPath } from '../api/list-page.ts';
import type { Filter } from '../resource/define-resource.ts';
import './filter-chips.css';
import { useReferenceName } from './references.ts';

const ReferenceValue = ({ path, id }: { path: NamedListPath; id: string }) =>
  useReferenceName(path, id) ?? '…';

const ChipValue = ({ filter, value }: { filter: Filter; value: string }) => {
  const { t } = useTranslation();
  if (filter.kind === 'reference') return <ReferenceValue path={filter.path} id={value} />;
  if (filter.kind !== 'choice') return value;
  return filter.choices(t).find((choice) => choice.value === value)?.label ?? value;
};

interface Props {
  filters: readonly Filter[];
  values: Readonly<Record<string, string>>;
  onRemove: (id: string) => void;
  onClear: () => void;
}

/** The filters in force; each goes with one click. */
export const FilterChips = ({ filters, values, onRemove, onClear }: Props) => {
  const { t } = useTranslation();
  const active = filters.flatMap((filter) => {
    const value = values[filter.id];
    return value === undefined ? [] : [{ filter, value }];
  });
  if (active.length === 0) return null;
  return (
    <div className="filter-chips">
      {active.map(({ filter, value }) => (
        <span className="filter-chip" key={filter.id}>
          <span>
            {filter.label(t)}:{' '}
            <b>
              <ChipValue filter={filter} value={value} />
            </b>
          </span>
          <ActionIcon
            size={20}
            radius="xl"
            aria-label={t('list.removeFilter', { name: filter.label(t) })}
            onClick={() => onRemove(filter.id)}
          >
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      {active.length > 1 ? (
        <Button size="compact-xs" variant="subtle" onClick={onClear}>
          {t('list.clearAll')}
        </Button>
      ) : null}
    </div>
  );
};
