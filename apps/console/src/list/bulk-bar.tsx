import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../format/count.ts';
import type { BulkAction } from '../resource/define-resource.ts';
import { useSession } from '../session/session-context.ts';
import './bulk-bar.css';

interface Props<Row> {
  actions: readonly BulkAction<Row>[];
  rows: readonly Row[];
  /** Rows that the filter has in all. */
  total: number | undefined;
  selectingAll: boolean;
  onSelectAll: () => void;
  onClear: () => void;
  onChoose: (action: BulkAction<Row>) => void;
}

/** What can be done to the rows that are selected. */
export const BulkBar = <Row,>({
  actions,
  rows,
  total,
  selectingAll,
  onSelectAll,
  onClear,
  onChoose,
}: Props<Row>) => {
  const { t, i18n } = useTranslation();
  const session = useSession();
  return (
    <div
      className="bulk-bar"
      role="toolbar"
      aria-label={t('list.selected', { count: rows.length, formatted: String(rows.length) })}
    >
      <span className="bulk-bar-count" role="status">
        {t('list.selected', { count: rows.length, formatted: formatCount(rows.length, i18n.language) })}
      </span>
      {total !== undefined && total > rows.length ? (
        <Button size="compact-sm" variant="subtle" loading={selectingAll} onClick={onSelectAll}>
          {t('list.selectAll', { formatted: formatCount(total, i18n.language) })}
        </Button>
      ) : null}
      {actions.map((action) => {
        const { id, label, icon: Icon, applies, danger } = action;
        const fitting = rows.filter((row) => applies(row, session)).length;
        if (fitting === 0) return null;
        return (
          <Button
            key={id}
            size="compact-sm"
            variant="default"
            {...(danger ? { c: 'var(--critical)' } : {})}
            leftSection={<Icon size={15} />}
            onClick={() => onChoose(action)}
          >
            {fitting === rows.length ? label(t) : `${label(t)} (${formatCount(fitting, i18n.language)})`}
          </Button>
        );
      })}
      <CloseButton ml="auto" aria-label={t('list.clearSelection')} onClick={onClear} />
    </div>
  );
};
