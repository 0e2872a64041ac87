import type { Identified } from '../model/identified.ts';
import { ActionIcon, Button, Indicator, Menu, Popover, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import {
  IconAdjustmentsHorizontal,
  IconDownload,
  IconFileTypeCsv,
  IconFileTypeXls,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
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

const SearchField = ({
  hint,
  value,
  onChange,
}: {
  hint: string;
  value: string;
  onChange: (text: string) => void;
}) => {
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

interface ExportProps {
  exporting: string | undefined;
  spreadsheet: string;
  onCsv: () => void;
}

const ExportMenu = ({ exporting, spreadsheet, onCsv }: ExportProps) => {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={exporting ?? t('list.export')}>
          <ActionIcon
            size={34}
            variant="default"
            aria-label={exporting ?? t('list.export')}
            loading={exporting !== undefined}
          >
            <IconDownload size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('list.exportHint')}</Menu.Label>
        <Menu.Item leftSection={<IconFileTypeCsv size={18} />} onClick={onCsv}>
          {t('list.csv')}
        </Menu.Item>
        <Menu.Item component="a" href={spreadsheet} download leftSection={<IconFileTypeXls size={18} />}>
          {t('list.xlsx')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

interface Props<Row extends Identified> {
  resource: Resource<Row>;
  state: ListState;
  onChange: (changes: Partial<ListState>) => void;
  count: number | undefined;
  /** The column menu. */
  columns: ReactNode;
  onExport: () => void;
  /** "Exporting 500 of 2,000", while it does. */
  exporting: string | undefined;
  /** Address of the list as a spreadsheet. */
  spreadsheet: string;
}

export const ListToolbar = <Row extends Identified>({
  resource,
  state,
  onChange,
  count,
  columns,
  onExport,
  exporting,
  spreadsheet,
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
          <Indicator disabled={active === 0} label={active} size={16} offset={3}>
            <Popover.Target>
              <Button
                variant="default"
                px={isPhone ? 8 : 'sm'}
                leftSection={isPhone ? null : <IconAdjustmentsHorizontal size={16} />}
                aria-label={active > 0 ? t('list.filtersActive', { count: active }) : t('list.filters')}
              >
                {isPhone ? <IconAdjustmentsHorizontal size={18} /> : t('list.filters')}
              </Button>
            </Popover.Target>
          </Indicator>
          <Popover.Dropdown aria-label={t('list.filters')}>
            <FilterPanel filters={resource.filters} values={state.filters} onChange={setFilter} />
          </Popover.Dropdown>
        </Popover>
      ) : null}
      {isPhone ? null : columns}
      {isPhone ? null : <ExportMenu exporting={exporting} spreadsheet={spreadsheet} onCsv={onExport} />}
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
