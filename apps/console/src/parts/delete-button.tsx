import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconDots, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ErrorAlert } from './error-alert.tsx';
import { toast } from './toast.ts';

interface Props {
  /** Kind of the object, whose lists are asked for again. */
  kind: string;
  /** Deletes the object in the API. */
  remove: () => Promise<unknown>;
  /** Page that is shown afterwards. */
  list: string;
  title: string;
  /** What is lost. */
  text: string;
  done: string;
  /** Must be typed. */
  name: string;
}

/** The menu of a thing with nothing but "Delete" in it, and the question before that. */
export const DeleteButton = ({ kind, remove, list, title, text, done, name }: Props) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      toast(done);
      await navigate({ to: list });
      await client.invalidateQueries({ queryKey: ['list', kind] });
    },
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={t('common.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            c="var(--critical)"
            onClick={() => setAsking(true)}
          >
            {t('common.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking ? (
        <ConfirmDialog
          title={title}
          confirm={t('common.delete')}
          danger
          typed={{ label: t('common.typeName', { name }), text: name }}
          busy={removing.isPending}
          onCancel={() => setAsking(false)}
          onConfirm={() => removing.mutate()}
        >
          {removing.error ? <ErrorAlert error={removing.error} /> : null}
          <Text size="sm">{text}</Text>
        </ConfirmDialog>
      ) : null}
    </>
  );
};
