import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { unwrap } from '@netloom/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { OrganizationSelect } from '../../parts/organization-select.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReferenceSelect } from '../../parts/reference-select.tsx';
import { showFieldErrors } from '../../parts/show-field-errors.ts';
import { toast } from '../../parts/toast.ts';
import { defaultBackend } from '../../resource/backends.ts';

interface Values {
  name: string;
  mac_address: string;
  organization: string;
  group: string | null;
  notes: string;
}

const names = ['name', 'mac_address', 'organization', 'group', 'notes'] as const;

/** Enters a device that will join later, or that never speaks for itself. */
export const HandForm = ({ organization }: { organization: string }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const required = (value: string) => (value.trim() === '' ? t('common.required') : null);
  const form = useForm<Values>({
    initialValues: { name: '', mac_address: '', organization, group: null, notes: '' },
    validate: { name: required, mac_address: required },
  });
  const create = useMutation({
    mutationFn: (values: Values) =>
      unwrap(
        api.POST('/api/v1/controller/device/', {
          body: {
            ...values,
            config: { backend: defaultBackend, templates: [], context: {}, config: {} },
          },
        }),
      ),
    onSuccess: async ({ id, name }) => {
      await client.invalidateQueries({ queryKey: ['list', 'device'] });
      toast(t('addDevice.hand.created', { name }));
      await navigate({ to: `/devices/${id}` });
    },
    onError: (error) => showFieldErrors(form, names, error),
  });
  return (
    <Panel title={t('addDevice.hand.title')}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack gap="sm" maw={480}>
          <Text size="sm" c="dimmed">
            {t('addDevice.hand.text')}
          </Text>
          {create.error && Object.keys(form.errors).length === 0 ? <ErrorAlert error={create.error} /> : null}
          <TextInput label={t('addDevice.hand.name')} required {...form.getInputProps('name')} />
          <TextInput
            label={t('addDevice.hand.mac')}
            description={t('addDevice.hand.macHelp')}
            required
            classNames={{ input: 'mono' }}
            {...form.getInputProps('mac_address')}
          />
          <OrganizationSelect
            label={t('devices.field.organization')}
            required
            value={form.values.organization}
            error={form.errors['organization']}
            onChange={(id) => form.setValues({ organization: id ?? '', group: null })}
          />
          <ReferenceSelect
            key={form.values.organization}
            label={t('addDevice.hand.group')}
            path="/api/v1/controller/group/"
            query={{ organization: form.values.organization }}
            placeholder={t('devices.changeGroup.none')}
            clearable
            value={form.values.group}
            error={form.errors['group']}
            onChange={(group) => form.setFieldValue('group', group)}
          />
          <Textarea label={t('addDevice.hand.notes')} autosize minRows={2} {...form.getInputProps('notes')} />
          <Group mt="xs">
            <Button type="submit" loading={create.isPending}>
              {t('addDevice.hand.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
};
