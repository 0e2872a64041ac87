import type { Identified } from '../model/identified.ts';
import { Checkbox } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { memo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Resource } from '../resource/define-resource.ts';

interface Props<Row extends Identified> {
  resource: Resource<Row>;
  columns: readonly Column<Row>[];
  row: Row;
  index: number;
  /** Pixels from the top of the list's body. */
  top: number;
  selectable: boolean;
  selected: boolean;
  gone: boolean;
  onToggle: (row: Row) => void;
}

/** A click into the row opens it, unless it was meant for something in it or marked a text. */
const isForRow = ({ target, button, metaKey, ctrlKey }: MouseEvent): boolean =>
  button === 0 &&
  !metaKey &&
  !ctrlKey &&
  target instanceof Element &&
  !target.closest('a, button, input, label') &&
  window.getSelection()?.isCollapsed !== false;

const PlainListRow = <Row extends Identified>({
  resource,
  columns,
  row,
  index,
  top,
  selectable,
  selected,
  gone,
  onToggle,
}: Props<Row>) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const name = resource.name(row);
  const to = `${resource.route}/${row.id}`;
  return (
    <div
      className="list-row"
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-selected={selected || undefined}
      data-gone={gone || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        if (isForRow(event)) void navigate({ to });
      }}
    >
      {selectable ? (
        <div role="cell" className="list-cell-select">
          <Checkbox
            size="xs"
            aria-label={t('list.select', { name })}
            checked={selected}
            onChange={() => onToggle(row)}
          />
        </div>
      ) : null}
      {columns.map(({ id, cell, text }) => (
        <div role="cell" className="list-cell" key={id}>
          {id === 'name' ? (
            <Link to={to} className="list-name" data-row-link>
              {name}
            </Link>
          ) : cell ? (
            cell(row, t)
          ) : (
            text(row, t)
          )}
          {id === 'name' && gone ? <span className="visually-hidden">{t('list.gone')}</span> : null}
        </div>
      ))}
    </div>
  );
};

/** One row of a table; drawn again only when its own data changes. */
export const ListRow = memo(PlainListRow) as typeof PlainListRow;

const PlainListCard = <Row extends Identified>({
  resource,
  columns,
  row,
  index,
  top,
  selected,
  gone,
}: Props<Row>) => {
  const { t } = useTranslation();
  const badges = columns.filter(({ phone }) => phone === 'badge');
  const details = columns.filter(({ phone }) => phone === 'detail');
  return (
    <div
      className="list-card"
      role="row"
      aria-rowindex={index + 1}
      data-index={index}
      data-selected={selected || undefined}
      data-gone={gone || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="cell" className="ellipsis">
        <Link to={`${resource.route}/${row.id}`} className="list-name list-card-link" data-row-link>
          {resource.name(row)}
        </Link>
      </div>
      <div role="cell">
        {badges.map(({ id, cell, text }) => (
          <span key={id}>{cell ? cell(row, t) : text(row, t)}</span>
        ))}
      </div>
      <div role="cell" className="list-card-details ellipsis">
        {details
          .filter(({ text }) => text(row, t) !== '')
          .map(({ id, text, detail }, place) => (
            <span key={id}>
              {place > 0 ? ' · ' : null}
              {detail ? detail(row, t) : text(row, t)}
            </span>
          ))}
      </div>
    </div>
  );
};

/** A row as a card, for phones. The whole card is the link. */
export const ListCard = memo(PlainListCard) as typeof PlainListCard;
