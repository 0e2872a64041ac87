import { Button, Drawer, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { unlessChangedSince, unwrap } from '@netloom/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { Device } from '../../model/device.ts';
import { useRestoreFocus } from '../../parts/use-restore-focus.ts';
import { showFieldErrors } from '../../parts/show-field-errors.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { OrganizationSelect } from '../../parts/organization-select.tsx';
import { ReferenceSelect } from '../../parts/reference-select.tsx';

interface Values {
  name: string;
  mac_address: string;
  organization: string;
  group: string | null;
  management_ip: string;
  model: string;
  notes: string;
}

const valuesOf = (device: Device): Values => ({
  name: device.name,
  mac_address: device.mac_address,
  organization: device.organization,
  group: device.group,
  management_ip: device.management_ip ?? '',
  model: device.model,
  notes: device.notes,
});

const names = ['name', 'mac_address', 'organization', 'group', 'management_ip', 'model', 'notes'] as const;

/** Edits the facts of a device: what it is called and where it belongs. */
export const EditDeviceDrawer = ({ device, onClose }: { device: Device; onClose: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  useRestoreFocus();
  const form = useForm<Values>({ initialValues: valuesOf(device) });
  const save = useMutation({
    mutationFn: (values: Values) => {
      const changed = names.filter((name) => values[name] !== form.getInitialValues()[name]);
      const body = Object.fromEntries(changed.map((name) => [name, values[name]]));
      return unwrap(
        api.PATCH('/api/v1/controller/device/{id}/', {
          params: { path: { id: device.id }, header: unlessChangedSince(device.etag) },
          body,
        }),
      );
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['item', 'device', device.id] });
      await client.invalidateQueries({ queryKey: ['list', 'device'] });
      onClose();
    },
    onError: (error) => showFieldErrors(form, names, error),
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('devices.edit.title', { name: device.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="sm">
          {save.error && Object.keys(form.errors).length === 0 ? <ErrorAlert error={save.error} /> : null}
          <TextInput
            label={t('devices.field.name')}
            description={t('devices.edit.nameHelp')}
            data-autofocus
            required
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('devices.field.mac')}
            required
            classNames={{ input: 'mono' }}
            {...form.getInputProps('mac_address')}
          />
          <OrganizationSelect
            label={t('devices.field.organization')}
            description={t('devices.edit.organizationHelp')}
            required
            value={form.values.organization}
            error={form.errors['organization']}
            onChange={(organization) => form.setValues({ organization: organization ?? '', group: null })}
          />
          <ReferenceSelect
            key={form.values.organization}
            label={t('devices.field.group')}
            description={t('devices.edit.groupHelp')}
            path="/api/v1/controller/group/"
            query={{ organization: form.values.organization }}
            placeholder={t('devices.changeGroup.none')}
            clearable
            value={form.values.group}
            onChange={(group) => form.setFieldValue('group', group)}
            error={form.errors['group']}
          />
          <TextInput
            label={t('devices.field.managementIp')}
            description={t('devices.edit.managementHelp')}
            classNames={{ input: 'mono' }}
            {...form.getInputProps('management_ip')}
          />
          <TextInput label={t('devices.field.model')} {...form.getInputProps('model')} />
          <Textarea label={t('devices.field.notes')} autosize minRows={2} {...form.getInputProps('notes')} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
};
