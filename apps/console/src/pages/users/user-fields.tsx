import { SimpleGrid, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { GroupSelect } from '../../parts/group-select.tsx';
import { Panel } from '../../parts/panel.tsx';
import { lacksGroup, type UserDocument } from './user-document.ts';

interface Props {
  document: UserDocument;
  onChange: (changes: Partial<UserDocument>) => void;
  errors: ReadonlyMap<string, string[]>;
  readOnly: boolean;
  /** The person looks at the own account: nobody locks themselves out. */
  isSelf: boolean;
}

type Field = keyof UserDocument;
type TextField = { [Name in Field]-?: UserDocument[Name] extends string ? Name : never }[Field];

const useField = ({ document, onChange, errors, readOnly }: Props) => {
  const common = (field: Field) => {
    const messages = errors.get(field);
    return { disabled: readOnly, ...(messages ? { error: messages.join(' ') } : {}) };
  };
  return {
    common,
    text: (field: TextField) => ({
      ...common(field),
      value: document[field],
      autoComplete: 'off',
      onChange: (event: { currentTarget: { value: string } }) =>
        onChange({ [field]: event.currentTarget.value }),
    }),
  };
};

/** Names and addresses. */
export const PersonFields = (props: Props) => {
  const { t } = useTranslation();
  const { text } = useField(props);
  return (
    <Panel title={t('users.who')}>
      <Stack gap="sm">
        <TextInput
          label={t('users.field.username')}
          description={t('users.help.username')}
          required
          autoCapitalize="none"
          spellCheck={false}
          {...text('username')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label={t('users.field.firstName')} {...text('first_name')} />
          <TextInput label={t('users.field.lastName')} {...text('last_name')} />
        </SimpleGrid>
        <TextInput type="email" label={t('users.field.email')} {...text('email')} />
        <TextInput
          type="tel"
          label={t('users.field.phone')}
          description={t('users.help.phone')}
          {...text('phone_number')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label={t('users.field.company')} {...text('company')} />
          <TextInput label={t('users.field.location')} {...text('location')} />
        </SimpleGrid>
        <Textarea
          label={t('users.field.notes')}
          description={t('users.help.notes')}
          autosize
          minRows={2}
          {...text('notes')}
        />
      </Stack>
    </Panel>
  );
};

/** Whether the user may log in, until when, and what they may do. */
export const RightsFields = (props: Props) => {
  const { t } = useTranslation();
  const { document, onChange, isSelf } = props;
  const { common } = useField(props);
  const ownFate = (field: Field) => {
    const given = common(field);
    return { ...given, disabled: given.disabled || isSelf };
  };
  const groups = common('groups');
  return (
    <Panel title={t('users.rights')}>
      <Stack gap="sm">
        <Switch
          label={t('users.field.active')}
          description={t('users.help.active')}
          checked={document.is_active}
          onChange={(event) => onChange({ is_active: event.currentTarget.checked })}
          {...ownFate('is_active')}
        />
        <TextInput
          type="date"
          label={t('users.field.expiration')}
          description={t('users.help.expiration')}
          maw={220}
          value={document.expiration_date ?? ''}
          onChange={(event) => onChange({ expiration_date: event.currentTarget.value || null })}
          {...common('expiration_date')}
        />
        <Switch
          label={t('users.field.staff')}
          description={t('users.help.staff')}
          checked={document.is_staff}
          onChange={(event) => onChange({ is_staff: event.currentTarget.checked })}
          {...ownFate('is_staff')}
        />
        {document.is_superuser === undefined ? null : (
          <Switch
            label={t('users.field.superuser')}
            description={t('users.help.superuser')}
            checked={document.is_superuser}
            onChange={(event) => onChange({ is_superuser: event.currentTarget.checked })}
            {...ownFate('is_superuser')}
          />
        )}
        <GroupSelect
          label={t('users.field.groups')}
          description={t('users.help.groups')}
          value={document.groups}
          onChange={(next) => onChange({ groups: next })}
          {...groups}
          {...(lacksGroup(document) && !groups.disabled ? { error: t('users.staffNeedsGroup') } : {})}
        />
        {isSelf ? (
          <Text size="xs" c="dimmed">
            {t('users.self')}
          </Text>
        ) : null}
      </Stack>
    </Panel>
  );
};
