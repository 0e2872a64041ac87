import type { Identified } from '../model/identified.ts';
import { Checkbox, Skeleton, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type CSSProperties, type FocusEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsPhone } from '../frame/use-is-phone.ts';
import { useNativeShortcut, useShortcut } from '../keyboard/shortcuts.tsx';
import type { Column, Resource } from '../resource/define-resource.ts';
import { ListCard, ListRow } from './list-row.tsx';
import { nextSort } from './list-state.ts';
import './list-table.css';

/** Pixels of a row, as in the style sheet. */
const rowHeight = 42;
const cardHeight = 66;
/** Pixels of the column with the check boxes. */
const selectWidth = 40;
/** So many rows before the end the next page is asked for. */
const ahead = 30;

interface HeadProps<Row> {
  columns: readonly Column<Row>[];
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  selectable: boolean;
  allSelected: boolean;
  someSelected: boolean;
  onSelectAll: () => void;
}

const sortedBy = (column: { ordering?: string }, sort: string | undefined) => {
  if (column.ordering === undefined) return undefined;
  if (sort === column.ordering) return 'ascending';
  return sort === `-${column.ordering}` ? 'descending' : undefined;
};

const ListHead = <Row,>({ columns, sort, onSort, ...selection }: HeadProps<Row>) => {
  const { t } = useTranslation();
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" className="list-head-row" aria-rowindex={1}>
        {selection.selectable ? (
          <div role="columnheader" className="list-cell-select">
            <Checkbox
              size="xs"
              aria-label={t('list.selectLoaded')}
              checked={selection.allSelected}
              indeterminate={selection.someSelected && !selection.allSelected}
              onChange={selection.onSelectAll}
            />
          </div>
        ) : null}
        {columns.map((column) => {
          const direction = sortedBy(column, sort);
          const label = column.label(t);
          const { ordering } = column;
          return (
            <div role="columnheader" className="list-cell" key={column.id} aria-sort={direction ?? 'none'}>
              {ordering === undefined ? (
                label
              ) : (
                <UnstyledButton
                  className="list-sort"
                  data-sorted={direction}
                  title={t('list.sortBy', { column: label })}
                  onClick={() => onSort(nextSort(sort, ordering))}
                >
                  {label}
                  {direction === 'ascending' ? <IconArrowUp size={13} aria-hidden /> : null}
                  {direction === 'descending' ? <IconArrowDown size={13} aria-hidden /> : null}
                </UnstyledButton>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
};

const ListSkeleton = () => {
  const { t } = useTranslation();
  return (
    <div className="list-skeleton" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: 12 }, (_, index) => (
        <Skeleton key={index} height={16} my={13} width={`${92 - ((index * 7) % 23)}%`} />
      ))}
    </div>
  );
};

interface Props<Row extends Identified> {
  resource: Resource<Row>;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  count: number | undefined;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  selected: ReadonlyMap<Row['id'], Row>;
  selectable: boolean;
  onToggle: (row: Row) => void;
  onSelect: (rows: readonly Row[]) => void;
  gone: ReadonlySet<string>;
  loading: boolean;
  hasMore: boolean;
  onMore: () => void;
  /** What stands in the place of the rows when there are none. */
  empty: ReactNode;
}

/** The rows of a list: only those in sight are drawn, however many there are. */
export const ListTable = <Row extends Identified>(props: Props<Row>) => {
  const { resource, columns, rows, count, selected, gone, loading, hasMore, onMore, empty } = props;
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const selectable = props.selectable && !isPhone;
  const scroller = useRef<HTMLDivElement>(null);
  const height = isPhone ? cardHeight : rowHeight;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: 0,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, height]);

  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !loading && rows.length > 0 && last >= rows.length - ahead) onMore();
  }, [hasMore, loading, last, rows.length, onMore]);

  /** Where `j` and `k` go on from. Known at once, while the focus follows when the row has been drawn. */
  const cursor = useRef(-1);
  const goTo = (index: number): void => {
    if (rows.length === 0) return;
    const place = Math.min(Math.max(index, 0), rows.length - 1);
    cursor.current = place;
    virtualizer.scrollToIndex(place);
    const focus = (): boolean => {
      const link = scroller.current?.querySelector<HTMLElement>(`[data-index="${place}"] [data-row-link]`);
      link?.focus({ preventScroll: true });
      return link !== undefined && link !== null;
    };
    if (!focus()) requestAnimationFrame(focus);
  };
  const noteFocus = ({ target }: FocusEvent): void => {
    const row = target.closest<HTMLElement>('[data-index]');
    if (row) cursor.current = Number(row.dataset['index']);
  };
  const top: string | number | undefined = rows[0]?.id;
  useEffect(() => {
    cursor.current = -1;
  }, [top]);
  useShortcut('j', t('keyboard.next'), () => goTo(cursor.current + 1), { group: 'list' });
  useShortcut('k', t('keyboard.previous'), () => goTo(cursor.current - 1), { group: 'list' });
  useNativeShortcut('Enter', t('keyboard.open'), 'list');
  useShortcut(
    'x',
    t('keyboard.select'),
    () => {
      const row = rows[cursor.current];
      if (row) props.onToggle(row);
    },
    { group: 'list', enabled: selectable },
  );

  const Row = isPhone ? ListCard : ListRow;
  const tracks = columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`));
  const least = columns.reduce((sum, { width }) => sum + width, selectable ? selectWidth : 0);
  const allSelected = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  const style = {
    '--list-columns': [...(selectable ? [`${selectWidth}px`] : []), ...tracks].join(' '),
    minWidth: isPhone ? undefined : least,
  } as CSSProperties;

  return (
    <div
      className="list-scroll"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label={resource.title(t)}
      onFocus={noteFocus}
    >
      {rows.length === 0 ? (
        loading ? (
          <ListSkeleton />
        ) : (
          empty
        )
      ) : (
        <div
          className="list-table"
          role="table"
          aria-label={resource.title(t)}
          aria-rowcount={(count ?? rows.length) + 1}
          style={style}
        >
          {isPhone ? null : (
            <ListHead
              columns={columns}
              sort={props.sort}
              onSort={props.onSort}
              selectable={selectable}
              allSelected={allSelected}
              someSelected={selected.size > 0}
              onSelectAll={() => props.onSelect(allSelected ? [] : rows)}
            />
          )}
          <div role="rowgroup" className="list-body" style={{ height: virtualizer.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = rows[index];
              return row ? (
                <Row
                  key={row.id}
                  resource={resource}
                  columns={isPhone ? resource.columns : columns}
                  row={row}
                  index={index}
                  top={start}
                  selectable={selectable}
                  selected={selected.has(row.id)}
                  gone={gone.has(String(row.id))}
                  onToggle={props.onToggle}
                />
              ) : null;
            })}
          </div>
        </div>
      )}
      {rows.length > 0 && loading && hasMore ? (
        <div className="list-foot" role="status">
          {t('list.loadingMore')}
        </div>
      ) : null}
    </div>
  );
};
