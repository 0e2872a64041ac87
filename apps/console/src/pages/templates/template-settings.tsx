import { Select, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OrganizationSelect } from '../../parts/organization-select.tsx';
import { backendChoices, chosenBackend } from '../../resource/backends.ts';
import type { TemplateDocument } from './template-document.ts';

interface Props {
  document: TemplateDocument;
  onChange: (changes: Partial<TemplateDocument>) => void;
  /** Messages by field. */
  errors: ReadonlyMap<string, string>;
  readOnly: boolean;
}

/** What a template is called, whose it is, and which devices get it. */
export const TemplateSettings = ({ document, onChange, errors, readOnly }: Props) => {
  const { t } = useTranslation();
  const error = (field: keyof TemplateDocument) => {
    const message = errors.get(field);
    return message === undefined ? {} : { error: message };
  };
  return (
    <div className="template-settings">
      <TextInput
        label={t('templates.field.name')}
        required
        disabled={readOnly}
        value={document.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        {...error('name')}
      />
      <OrganizationSelect
        label={t('templates.field.organization')}
        description={t('templates.help.organization')}
        shareable
        disabled={readOnly}
        value={document.organization}
        onChange={(organization) => onChange({ organization })}
        {...error('organization')}
      />
      <Select
        label={t('templates.field.backend')}
        description={t('templates.help.backend')}
        data={backendChoices}
        allowDeselect={false}
        disabled={readOnly}
        value={document.backend}
        onChange={(backend) => onChange({ backend: chosenBackend(backend) })}
        {...error('backend')}
      />
      <TagsInput
        label={t('templates.field.tags')}
        description={t('templates.help.tags')}
        disabled={readOnly}
        value={document.tags}
        onChange={(tags) => onChange({ tags })}
        {...error('tags')}
      />
      <Stack gap="xs" pt={4}>
        <Switch
          label={t('templates.field.required')}
          description={t('templates.help.required')}
          disabled={readOnly}
          checked={document.required}
          onChange={({ currentTarget: { checked } }) =>
            onChange({ required: checked, ...(checked ? { default: true } : {}) })
          }
        />
        <Switch
          label={t('templates.field.default')}
          description={t('templates.help.default')}
          disabled={readOnly || document.required}
          checked={document.default}
          onChange={(event) => onChange({ default: event.currentTarget.checked })}
        />
      </Stack>
      <Textarea
        label={t('templates.field.notes')}
        autosize
        minRows={1}
        disabled={readOnly}
        value={document.notes}
        onChange={(event) => onChange({ notes: event.currentTarget.value })}
        {...error('notes')}
      />
    </div>
  );
};
