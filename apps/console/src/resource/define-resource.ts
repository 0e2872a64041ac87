import type { Identified } from '../model/identified.ts';
import type { TablerIcon } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { ListPath } from '@netloom/api-client';
import type { NamedListPath, Query } from '../api/list-page.ts';
import type { BulkOperation, BulkPath } from '../api/run-bulk.ts';
import type { Action, ModelName, Session } from '../model/session.ts';

/** A text in the language of the person. */
export type Label = (t: TFunction) => string;

export interface Column<Row> {
  id: string;
  label: Label;
  /** Fields of the row that it needs; asked for only while the column is shown. */
  fields: readonly string[];
  /** How it is shown; the plain text unless given. */
  cell?: (row: Row, t: TFunction) => ReactNode;
  /** The cell as plain text, also for CSV. */
  text: (row: Row, t: TFunction) => string;
  /** Name for `ordering`; without it the list cannot be sorted by the column. */
  ordering?: string;
  /** Least width in pixels. */
  width: number;
  /** Share of the width that is left over; without it the column never grows. */
  grow?: number;
  /** Shown unless the person chose otherwise. May depend on who looks. */
  usual?: boolean | ((session: Session) => boolean);
  /** Place on a phone, where a row is a card of two lines. */
  phone?: 'badge' | 'detail';
  /** How it is shown among the details of a card; the plain text unless given. */
  detail?: (row: Row, t: TFunction) => ReactNode;
}

export interface Choice {
  value: string;
  label: string;
}

interface FilterBase {
  /** Name in the console's address. */
  id: string;
  /** Name of the API's query parameter. */
  parameter: string;
  label: Label;
  /** Offered to everybody unless this says otherwise. */
  visible?: (session: Session) => boolean;
}

/** A filter of a list. Its value is a text in the address, so that a link shows the same list. */
export type Filter =
  | (FilterBase & { kind: 'choice'; choices: (t: TFunction) => readonly Choice[] })
  /** Choices that come from another list of the API. */
  | (FilterBase & { kind: 'reference'; path: NamedListPath; query?: Query })
  | (FilterBase & { kind: 'date' })
  /** A text that must be there as it is. */
  | (FilterBase & { kind: 'text' });

/** Something that can be done to the rows that are selected. */
export interface BulkAction<Row> {
  id: string;
  label: Label;
  icon: TablerIcon;
  /** What the person must be allowed to do to the resource's model. */
  permission: Action;
  danger?: boolean;
  /** Rows to which the person can do it; the others are left out. */
  applies: (row: Row, session: Session) => boolean;
  /** Asks what must be asked and tells what to do. */
  dialog: (props: BulkDialogProps<Row>) => ReactNode;
}

export interface BulkDialogProps<Row> {
  rows: readonly Row[];
  onCancel: () => void;
  /** Does it to every row and tells how it went. */
  onRun: (operation: BulkOperation) => void;
}

/**
 * A kind of object of the API: everything that the list needs to show it. One declaration makes the list, with its
 * columns, filters, selection, export and live updates.
 */
export interface Resource<Row extends Identified> {
  /** Name of the kind in live messages and of its cached lists. */
  kind: string;
  /** Path of the list in the API. */
  path: ListPath;
  /** Address of the list in the console; an object lies below it with its id. */
  route: string;
  model: ModelName;
  icon: TablerIcon;
  title: Label;
  /** `device`, `devices`: for counts. */
  noun: (t: TFunction, count: number) => string;
  searchHint: Label;
  /** Fields that the list always asks for; `id` and what names and opens a row among them. */
  fields: readonly string[];
  name: (row: Row) => string;
  /** The first one, `name`, is always shown and leads to the object. */
  columns: readonly Column<Row>[];
  filters: readonly Filter[];
  /** `ordering` of a list that nobody sorted. */
  ordering: string;
  /** What can be done to many at once, and where. */
  bulk?: { path: BulkPath; actions: readonly BulkAction<Row>[] };
  /** The page that makes a new one. */
  create?: { to: string; label: Label; permission: Action };
  /** Said where there are none; `teach` shows what to do in more than words. */
  empty: { title: Label; text: Label; teach?: () => ReactNode };
}

/** Checks a declaration's types where it stands. */
export const defineResource = <Row extends Identified>(resource: Resource<Row>): Resource<Row> => resource;
