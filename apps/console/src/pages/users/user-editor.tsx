import { Alert, Stack } from '@mantine/core';
import { unlessChangedSince, unwrap } from '@netloom/api-client';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { editedVersion } from '../../api/edited-version.ts';
import { fieldErrors } from '../../api/field-errors.ts';
import { EditorBar } from '../../editor/editor-bar.tsx';
import { useDraft } from '../../editor/use-draft.ts';
import type { KnownUser } from '../../model/user.ts';
import { Columns } from '../../parts/columns.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay, useSession } from '../../session/session-context.ts';
import { useUserChanged } from './use-user.ts';
import { lacksGroup, userDocument, type UserDocument } from './user-document.ts';
import { PersonFields, RightsFields } from './user-fields.tsx';
import { mayManageAccount } from './user-rules.ts';

/** Who it is, and what they may do. */
export const UserEditor = ({ user }: { user: KnownUser }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay();
  const session = useSession();
  const changed = useUserChanged();
  const isSelf = session.user.id === user.id;
  const permitted = may('change', 'openwisp_users.user');
  const managed = mayManageAccount(session, user);
  const saved = useMemo(() => userDocument(user), [user]);
  const draft = useDraft<UserDocument>(`user.${user.id}`, saved, editedVersion(user.etag));
  const { document, change } = draft;
  const save = useMutation({
    mutationFn: () =>
      unwrap(
        api.PATCH('/api/v1/users/user/{id}/', {
          params: { path: { id: user.id }, header: unlessChangedSince(user.etag) },
          body: document,
        }),
      ),
    onSuccess: async ({ username }) => {
      await changed(user.id);
      if (isSelf) await client.invalidateQueries({ queryKey: ['session'] });
      draft.discard();
      toast(t('users.saved', { name: username }));
    },
  });
  const errors = fieldErrors(save.error);
  const shown = Object.keys(document);
  const fields = {
    document,
    onChange: (changes: Partial<UserDocument>) => {
      save.reset();
      change(changes);
    },
    errors,
    readOnly: !permitted || !managed,
    isSelf,
  };
  const blocked = lacksGroup(document);
  return (
    <Stack gap="md">
      {fields.readOnly ? (
        <Alert color="gray" variant="light" icon={<IconInfoCircle size={18} />}>
          {t(permitted ? 'users.ownerNotice' : 'users.readOnly')}
        </Alert>
      ) : null}
      {save.error && !shown.some((field) => errors.has(field)) ? <ErrorAlert error={save.error} /> : null}
      <Columns>
        <PersonFields {...fields} />
        <RightsFields {...fields} />
      </Columns>
      {fields.readOnly ? null : (
        <EditorBar
          draft={draft}
          submit={t('common.save')}
          busy={save.isPending}
          note={blocked ? t('users.staffNeedsGroup') : undefined}
          onSubmit={() => {
            if (!blocked) save.mutate();
          }}
        />
      )}
    </Stack>
  );
};
