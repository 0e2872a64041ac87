import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session-context.ts';

interface Props extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value?: string | null;
  onChange: (value: string | null) => void;
  /** Offers "shared with all organizations" (null) to those who may choose it. */
  shareable?: boolean;
  /** What it is called, where "shared" is not the word. */
  sharedLabel?: string;
  /** Ids of organizations that are not offered. */
  without?: ReadonlySet<string>;
}

/** Stands for "no organization" in the list, which knows only texts. */
const shared = 'shared';

/** A choice among the organizations that the person manages. */
export const OrganizationSelect = ({
  value,
  onChange,
  shareable = false,
  sharedLabel,
  without,
  ...rest
}: Props) => {
  const { t } = useTranslation();
  const { organizations, user } = useSession();
  const data = organizations
    .filter(({ id }) => !without?.has(id))
    .map(({ id, name }) => ({ value: id, label: name }));
  const withShared = shareable && (user.is_superuser || value === null);
  return (
    <Select
      {...rest}
      data={withShared ? [{ value: shared, label: sharedLabel ?? t('common.shared') }, ...data] : data}
      searchable={organizations.length > 8}
      allowDeselect={false}
      value={value === null && withShared ? shared : (value ?? null)}
      onChange={(next) => onChange(next === shared ? null : next)}
    />
  );
};
