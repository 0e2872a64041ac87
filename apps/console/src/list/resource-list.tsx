import { Button, Progress } from '@mantine/core';
import { apiAddress } from '@netloom/api-client';
import { IconFilterOff, IconRefresh } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { walkList } from '../api/walk-list.ts';
import { formatCount } from '../format/count.ts';
import { useOrganization } from '../frame/use-organization.ts';
import type { Identified } from '../model/identified.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { ButtonLink } from '../parts/router-link.tsx';
import { toastError } from '../parts/toast.ts';
import type { BulkAction, Resource } from '../resource/define-resource.ts';
import { useMay, useSession } from '../session/session-context.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkOutcome } from './bulk-outcome.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { exportCsv } from './export-csv.ts';
import { FilterChips } from './filter-chips.tsx';
import { listQuery } from './list-state.ts';
import { ListTable } from './list-table.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import './resource-list.css';
import { useBulkRun } from './use-bulk-run.ts';
import { useColumns } from './use-columns.ts';
import { useListNews, useReloadList, type ListNews } from './use-list-news.ts';
import { useListQuery } from './use-list-query.ts';
import { useListState } from './use-list-state.ts';
import { useSelection } from './use-selection.ts';

const NewsPill = ({ news, onRefresh }: { news: ListNews; onRefresh: () => void }) => {
  const { t, i18n } = useTranslation();
  if (news.created === 0 && !news.outdated) return null;
  const text = news.outdated
    ? t('list.outdated')
    : t('list.changed', { count: news.created, formatted: formatCount(news.created, i18n.language) });
  return (
    <div className="resource-list-news" role="status">
      <Button
        size="compact-sm"
        radius="xl"
        px="md"
        leftSection={<IconRefresh size={14} />}
        onClick={onRefresh}
      >
        {`${text} · ${t('list.showThem')}`}
      </Button>
    </div>
  );
};

const NoRows = <Row extends Identified>({
  resource,
  narrowed,
  onClear,
}: {
  resource: Resource<Row>;
  narrowed: boolean;
  onClear: () => void;
}) => {
  const { t } = useTranslation();
  const may = useMay();
  const { create, empty, icon } = resource;
  if (narrowed) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('list.nothingFound')}
        actions={
          <Button mt="xs" variant="default" onClick={onClear}>
            {t('list.clearFilters')}
          </Button>
        }
      >
        {t('list.nothingFoundText')}
      </EmptyState>
    );
  }
  const action =
    create && may(create.permission, resource.model) ? (
      <ButtonLink to={create.to} mt="xs">
        {create.label(t)}
      </ButtonLink>
    ) : null;
  return (
    <>
      <EmptyState icon={icon} title={empty.title(t)} actions={action}>
        {empty.text(t)}
      </EmptyState>
      {empty.teach ? <div className="resource-list-teach">{empty.teach()}</div> : null}
    </>
  );
};

/** The list of a resource: the one page that all lists of the console are. */
export const ResourceList = <Row extends Identified>({ resource }: { resource: Resource<Row> }) => {
  const { t, i18n } = useTranslation();
  usePageTitle(resource.title(t));
  const may = useMay();
  const session = useSession();
  const organization = useOrganization();
  const [state, change] = useListState(resource.filters);
  const { shown, toggle, reset, changed } = useColumns(resource);
  const query = useMemo(
    () =>
      listQuery(state, resource.filters, { ordering: resource.ordering, organization: organization?.slug }),
    [state, resource, organization?.slug],
  );
  const fields = useMemo(
    () => [
      ...resource.fields,
      ...(shown.length > 0 ? shown : resource.columns).flatMap((column) => column.fields),
    ],
    [resource, shown],
  );
  const list = useListQuery<Row>({ kind: resource.kind, path: resource.path, query, fields });
  const news = useListNews(resource.kind, {
    organization: organization?.id,
    refetching: list.isFetching && !list.isFetchingNextPage,
  });
  const reload = useReloadList(resource.kind);
  const selection = useSelection<Row>();
  const bulk = useBulkRun<Row>(resource.kind);
  const [chosen, setChosen] = useState<BulkAction<Row>>();
  const [selectingAll, setSelectingAll] = useState(false);
  const [exporting, setExporting] = useState<string>();

  const actions = resource.bulk?.actions.filter(({ permission }) => may(permission, resource.model)) ?? [];
  const selectedRows = useMemo(() => [...selection.selected.values()], [selection.selected]);
  const narrowed = state.search !== '' || Object.keys(state.filters).length > 0;
  const clear = (): void => change({ search: '', filters: {} });

  const selectAll = (): void => {
    setSelectingAll(true);
    walkList<Row>({ path: resource.path, query: { ...query, fields: [...new Set(fields)].join(',') } })
      .then(selection.set)
      .catch((error: unknown) => toastError(error, t))
      .finally(() => setSelectingAll(false));
  };
  const save = (): void => {
    const onProgress = (done: number, total: number): void =>
      setExporting(
        t('list.exporting', {
          done: formatCount(done, i18n.language),
          total: formatCount(total, i18n.language),
        }),
      );
    onProgress(0, list.count ?? 0);
    exportCsv({ resource, columns: shown, query, t, onProgress })
      .catch((error: unknown) => toastError(error, t))
      .finally(() => setExporting(undefined));
  };

  return (
    <div className="resource-list">
      <ListToolbar
        resource={resource}
        state={state}
        onChange={change}
        count={list.count}
        columns={
          <ColumnMenu
            columns={resource.columns}
            shown={shown}
            changed={changed}
            onToggle={toggle}
            onReset={reset}
          />
        }
        onExport={save}
        exporting={exporting}
        spreadsheet={apiAddress(resource.path, {
          query: { ...query, format: 'xlsx' },
        })}
      />
      <FilterChips
        filters={resource.filters}
        values={state.filters}
        onRemove={(id) => {
          const { [id]: _, ...others } = state.filters;
          change({ filters: others });
        }}
        onClear={clear}
      />
      {bulk.failures ? (
        <BulkOutcome {...bulk.failures} name={resource.name} onClose={bulk.forgetFailures} />
      ) : null}
      <NewsPill news={news} onRefresh={reload} />
      <ListTable
        resource={resource}
        columns={shown}
        rows={list.rows}
        count={list.count}
        sort={state.sort ?? resource.ordering}
        onSort={(sort) => change({ sort })}
        selected={selection.selected}
        selectable={actions.length > 0}
        onToggle={selection.toggle}
        onSelect={selection.set}
        gone={news.deleted}
        loading={list.isFetching}
        hasMore={list.hasNextPage}
        onMore={() => void list.fetchNextPage()}
        empty={
          list.error ? (
            <ErrorState error={list.error} onRetry={() => void list.refetch()} />
          ) : (
            <NoRows resource={resource} narrowed={narrowed} onClear={clear} />
          )
        }
      />
      {bulk.progress ? (
        <div className="bulk-bar" role="status">
          <span className="bulk-bar-count">{t('list.actionProgress', { ...bulk.progress })}</span>
          <Progress
            style={{ flex: 1 }}
            value={(100 * bulk.progress.done) / bulk.progress.total}
            aria-label={bulk.progress.label}
          />
        </div>
      ) : selectedRows.length > 0 ? (
        <BulkBar
          actions={actions}
          rows={selectedRows}
          total={list.count}
          selectingAll={selectingAll}
          onSelectAll={selectAll}
          onClear={selection.clear}
          onChoose={setChosen}
        />
      ) : null}
      {chosen?.dialog({
        rows: selectedRows.filter((row) => chosen.applies(row, session)),
        onCancel: () => setChosen(undefined),
        onRun: (operation) => {
          const rows = selectedRows.filter((row) => chosen.applies(row, session));
          setChosen(undefined);
          selection.clear();
          if (resource.bulk) {
            bulk
              .run(resource.bulk.path, chosen.label(t), rows, operation)
              .catch((error: unknown) => toastError(error, t));
          }
        },
      })}
    </div>
  );
};
