import { Alert, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { unwrap, type Schemas } from '@netloom/api-client';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/field-errors.ts';
import { api } from '../../api/api.ts';
import { CodeBlock } from '../../parts/code-block.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSession } from '../../session/session-context.ts';
import { TokenList, useTokensChanged } from './token-list.tsx';

type ApiToken = Schemas['ApiToken'];

const NewToken = ({ onMade }: { onMade: (token: ApiToken) => void }) => {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [readOnly, setReadOnly] = useState(true);
  const [day, setDay] = useState('');
  const make = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/users/api-token/', {
          body: {
            name,
            scope: readOnly ? 'read-only' : 'full',
            // A day is meant to its end, where the person is.
            expires: day === '' ? null : new Date(`${day}T23:59:59`).toISOString(),
          },
        }),
      ),
    onSuccess: onMade,
  });
  const errors = fieldErrors(make.error);
  const error = (field: string) => {
    const messages = errors.get(field);
    return messages ? { error: messages.join(' ') } : {};
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Stack gap="sm">
        {make.error && errors.size === 0 ? <ErrorAlert error={make.error} /> : null}
        <TextInput
          label={t('account.tokens.name')}
          description={t('account.tokens.nameHelp')}
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          {...error('name')}
        />
        <TextInput
          type="date"
          label={t('account.tokens.expires')}
          description={t('account.tokens.expiresHelp')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          {...error('expires')}
        />
        <Switch
          label={t('account.tokens.readOnly')}
          checked={readOnly}
          onChange={(event) => setReadOnly(event.currentTarget.checked)}
        />
        <Group>
          <Button type="submit" loading={make.isPending}>
            {t('account.tokens.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** One's own tokens for programs. */
export const TokensPanel = () => {
  const { t } = useTranslation();
  const { user } = useSession();
  const changed = useTokensChanged(user.id);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<ApiToken>();
  return (
    <Panel
      title={t('account.tokens.title')}
      aside={
        making ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              setMade(undefined);
              setMaking(true);
            }}
          >
            {t('account.tokens.add')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('account.tokens.text')}
        </Text>
        {made ? (
          <Alert color="green" variant="light" title={t('account.tokens.made')}>
            <Text size="sm" mb="xs">
              {t('account.tokens.madeText')}
            </Text>
            <CodeBlock code={made.token} label={t('account.tokens.token')} />
          </Alert>
        ) : null}
        {making ? (
          <NewToken
            onMade={(token) => {
              setMaking(false);
              setMade(token);
              void changed();
            }}
          />
        ) : null}
        <TokenList userId={user.id} none={making ? '' : t('account.tokens.none')} />
      </Stack>
    </Panel>
  );
};
