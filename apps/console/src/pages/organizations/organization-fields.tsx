import { Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Organization } from '../../model/organization.ts';
import { slugify } from './slugify.ts';

/** What is edited of an organization itself. */
export type OrganizationDocument = Pick<
  Organization,
  'name' | 'slug' | 'is_active' | 'description' | 'email' | 'url'
> & { second_factor_required: boolean };

interface Props {
  document: OrganizationDocument;
  onChange: (changes: Partial<OrganizationDocument>) => void;
  errors: ReadonlyMap<string, string[]>;
  readOnly: boolean;
  isNew: boolean;
}

/** The facts of an organization. */
export const OrganizationFields = ({ document, onChange, errors, readOnly, isNew }: Props) => {
  const { t } = useTranslation();
  const common = (field: keyof OrganizationDocument) => {
    const messages = errors.get(field);
    return { disabled: readOnly, ...(messages ? { error: messages.join(' ') } : {}) };
  };
  const rename = (name: string): void => {
    // The short name follows the name until somebody gives it one of its own.
    const follows = isNew && document.slug === slugify(document.name);
    onChange({ name, ...(follows ? { slug: slugify(name) } : {}) });
  };
  return (
    <Stack gap="sm">
      <TextInput
        label={t('organizations.field.name')}
        required
        value={document.name}
        onChange={(event) => rename(event.currentTarget.value)}
        {...common('name')}
      />
      <TextInput
        label={t('organizations.field.slug')}
        description={t('organizations.help.slug')}
        required
        value={document.slug}
        onChange={(event) => onChange({ slug: event.currentTarget.value })}
        {...common('slug')}
      />
      <Switch
        label={t('organizations.field.active')}
        description={t('organizations.help.active')}
        checked={document.is_active}
        onChange={(event) => onChange({ is_active: event.currentTarget.checked })}
        {...common('is_active')}
      />
      <Switch
        label={t('organizations.field.secondFactor')}
        description={t('organizations.help.secondFactor')}
        checked={document.second_factor_required}
        onChange={(event) => onChange({ second_factor_required: event.currentTarget.checked })}
        {...common('second_factor_required')}
      />
      <Textarea
        label={t('organizations.field.description')}
        autosize
        minRows={2}
        value={document.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        {...common('description')}
      />
      <TextInput
        type="email"
        label={t('organizations.field.email')}
        value={document.email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
        {...common('email')}
      />
      <TextInput
        type="url"
        label={t('organizations.field.url')}
        value={document.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
        {...common('url')}
      />
    </Stack>
  );
};
