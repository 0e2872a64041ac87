import { Checkbox } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { knownText } from '../../i18n/known-text.ts';
import { textName } from '../../i18n/text-name.ts';
import type { Permission } from '../../model/permission-group.ts';
import './permission-matrix.css';
import { actions, permissionTable, withPermissions, type PermissionRow } from './permission-table.ts';

interface Props {
  permissions: readonly Permission[];
  /** Ids of those that are granted. */
  value: readonly number[];
  onChange: (value: number[]) => void;
  readOnly: boolean;
}

/** Parts of the controller that have a name of their own; modules of others are put together. */
const apps = [
  'account',
  'openwisp_users',
  'audit',
  'config',
  'pki',
  'connection',
  'geo',
  'openwisp_ipam',
  'subnet_division',
  'webhooks',
] as const;

const appName = (app: string, t: TFunction): string =>
  t(`permissionGroups.app.${apps.find((known) => known === app) ?? 'other'}`);

/** A kind of object as people say it; as the controller does where this console has no words for it. */
const subjectWords = ({ model, subject }: PermissionRow): string =>
  knownText(
    `permissionGroups.subjects.${textName(model)}`,
    subject.charAt(0).toLocaleUpperCase() + subject.slice(1),
  );

const MatrixRow = ({
  row,
  value,
  onChange,
  readOnly,
}: { row: PermissionRow } & Omit<Props, 'permissions'>) => {
  const { t } = useTranslation();
  const { ids } = row;
  const subject = subjectWords(row);
  const held = (id: number | undefined): boolean => id !== undefined && value.includes(id);
  // Who may change something may also see it.
  const implied = held(ids.change) && !held(ids.view);
  const all = Object.values(ids);
  const count = all.filter(held).length;
  return (
    <tr>
      <th scope="row">
        <Checkbox
          size="xs"
          label={subject}
          aria-label={t('permissionGroups.all', { subject })}
          disabled={readOnly}
          checked={count === all.length}
          indeterminate={count > 0 && count < all.length}
          onChange={() => onChange(withPermissions(value, all, count < all.length))}
        />
      </th>
      {actions.map((action) => {
        const id = ids[action];
        return (
          <td key={action}>
            {id === undefined ? null : (
              <Checkbox
                size="xs"
                aria-label={t('permissionGroups.cell', {
                  action: t(`permissionGroups.action.${action}`),
                  subject,
                })}
                {...(action === 'view' && implied ? { title: t('permissionGroups.implied') } : {})}
                disabled={readOnly}
                checked={held(id)}
                indeterminate={action === 'view' && implied}
                onChange={() => onChange(withPermissions(value, [id], !held(id)))}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
};

/** What can be granted, by kind of object and action. */
export const PermissionMatrix = ({ permissions, ...rest }: Props) => {
  const { t } = useTranslation();
  // Two parts of the controller may have the same name for people.
  const sections = Map.groupBy(permissionTable(permissions), ({ app }) => appName(app, t));
  return (
    <table className="permission-matrix">
      <thead>
        <tr>
          <th scope="col">{t('permissionGroups.subject')}</th>
          {actions.map((action) => (
            <th scope="col" key={action}>
              {t(`permissionGroups.action.${action}`)}
            </th>
          ))}
        </tr>
      </thead>
      {[...sections].map(([name, parts]) => (
        <tbody key={name}>
          <tr className="permission-section">
            <th scope="rowgroup" colSpan={actions.length + 1}>
              {name}
            </th>
          </tr>
          {parts
            .flatMap(({ rows }) => rows)
            .map((row) => (
              <MatrixRow key={row.model} row={row} {...rest} />
            ))}
        </tbody>
      ))}
    </table>
  );
};
