import { ActionIcon, Button, Indicator, Popover, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconDownload, IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../format/count.ts';
import { useIsPhone } from '../frame/use-is-phone.ts';
import { useShortcut } from '../keyboard/shortcuts.tsx';
import { ButtonLink } from '../parts/router-link.tsx';
import type { Resource } from '../resource/define-resource.ts';
import { useMay } from '../session/session-context.ts';
import { FilterPanel } from './filter-panel.tsx';
import type { ListState } from './list-state.ts';
import './list-toolbar.css';

const SearchField = ({ hint, value, onChange }: { hint: string; value: string; onChange: (text: string) => void }) => {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, 250);
  // The address may change by other means: the back button, a link, "clear the filters".
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) setTyped(value);
    told.current = value;
  }, [value]);
  useShortcut('/', t('keyboard.filter'), () => input.current?.focus(), { group: 'list' });
  return (
    <TextInput
      className="list-toolbar-search"
      type="search"
      ref={input}
      aria-label={t('list.filter')}
      placeholder={hint}
      leftSection={<IconSearch size={16} />}
      value={typed}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        told.current = text;
        tell(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
};

interface Props<Row extends { id: string }> {
  resource: Resource<Row>;
  state: ListState;
  onChange: (changes: Partial<ListState>) => void;
  count: number | undefined;
  /** The column menu. */
  columns: ReactNode;
  onExport: () => void;
  /** "Exporting 500 of 2,000", while it does. */
  exporting: string | undefined;
}

export const ListToolbar = <Row extends { id: string }>({
  resource,
  state,
  onChange,
  count,
  columns,
  onExport,
  exporting,
}: Props<Row>) => {
  const { t, i18n } = useTranslation();
  const isPhone = useIsPhone();
  const may = useMay();
  const active = Object.keys(state.filters).length;
  const { create } = resource;
  const setFilter = (id: string, value: string): void => {
    const { [id]: _, ...others } = state.filters;
    onChange({ filters: value === '' ? others : { ...others, [id]: value } });
  };
  return (
    <div className="list-toolbar">
      <div className="list-toolbar-title">
        <Title order={1}>{resource.title(t)}</Title>
        {count === undefined ? null : (
          <Text c="dimmed" size="sm" role="status">
            {t('list.count', {
              count,
              formatted: formatCount(count, i18n.language),
              noun: resource.noun(t, count),
            })}
          </Text>
        )}
      </div>
      <SearchField
        hint={resource.searchHint(t)}
        value={state.search}
        onChange={(search) => onChange({ search })}
      />
      {resource.filters.length > 0 ? (
        <Popover position="bottom-end" width={280} shadow="md" trapFocus>
          <Popover.Target>
            <Indicator disabled={active === 0} label={active} size={16}>
              <Button
                variant="default"
                px={isPhone ? 8 : 'sm'}
                leftSection={isPhone ? null : <IconAdjustmentsHorizontal size={16} />}
                aria-label={active > 0 ? t('list.filtersActive', { count: active }) : t('list.filters')}
              >
                {isPhone ? <IconAdjustmentsHorizontal size={18} /> : t('list.filters')}
              </Button>
            </Indicator>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('list.filters')}>
            <FilterPanel filters={resource.filters} values={state.filters} onChange={setFilter} />
          </Popover.Dropdown>
        </Popover>
      ) : null}
      {isPhone ? null : columns}
      {isPhone ? null : (
        <Tooltip label={exporting ?? t('list.exportCsv')}>
          <ActionIcon
            size={34}
            variant="default"
            aria-label={exporting ?? t('list.exportCsv')}
            loading={exporting !== undefined}
            onClick={onExport}
          >
            <IconDownload size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {create && may(create.permission, resource.model) ? (
        <ButtonLink
          className="list-toolbar-create"
          to={create.to}
          leftSection={isPhone ? null : <IconPlus size={16} />}
          px={isPhone ? 8 : 'md'}
          aria-label={create.label(t)}
        >
          {isPhone ? <IconPlus size={18} /> : create.label(t)}
        </ButtonLink>
      ) : null}
    </div>
  );
};
