import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { HealthBadge } from '../../parts/health-badge.tsx';
import { Panel } from '../../parts/panel.tsx';
import { toast } from '../../parts/toast.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import { TotpSetUp, type NewTotp } from './totp-set-up.tsx';
import { useAccountChanged, useSecondFactor } from './use-second-factor.ts';

type Wish = 'set-up' | 'switch-off' | 'new-codes';

interface Outcome {
  totp?: NewTotp;
  codes?: string[];
}

/** Does what needs the password. */
const fulfil = async (wish: Wish, password: string): Promise<Outcome> => {
  const body = { password };
  if (wish === 'set-up')
    return { totp: await unwrap(api.POST('/api/v1/session/second-factor/totp/', { body })) };
  if (wish === 'switch-off') {
    await unwrap(api.POST('/api/v1/session/second-factor/totp/disable/', { body }));
    return {};
  }
  const { recovery_codes } = await unwrap(
    api.POST('/api/v1/session/second-factor/recovery-codes/', { body }),
  );
  return { codes: recovery_codes };
};

/** Codes of an app, and the recovery codes that stand in for them. */
export const SecondFactorPanel = ({ onSetUp }: { onSetUp?: () => void }) => {
  const { t } = useTranslation();
  const { data } = useSecondFactor();
  const changed = useAccountChanged();
  const [wish, setWish] = useState<Wish>();
  const [totp, setTotp] = useState<NewTotp>();
  const [codes, setCodes] = useState<string[]>();
  const act = useMutation({
    mutationFn: (given: { wish: Wish; password: string }) => fulfil(given.wish, given.password),
    onSuccess: async (outcome, given) => {
      setWish(undefined);
      setTotp(outcome.totp);
      setCodes(outcome.codes);
      if (given.wish === 'switch-off') toast(t('account.factor.switchedOff'));
      await changed();
    },
  });
  const ask = (next: Wish): void => {
    act.reset();
    setWish(next);
  };
  if (!data) return <Skeleton height={160} radius="lg" />;
  return (
    <Panel
      title={t('account.factor.title')}
      aside={
        <HealthBadge
          health={data.totp || data.passkeys > 0 ? 'ok' : 'unknown'}
          word={data.totp || data.passkeys > 0 ? t('account.factor.on') : t('account.factor.off')}
        />
      }
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('account.factor.text')}
        </Text>
        <Group justify="space-between">
          <div>
            <Text size="sm" fw={600}>
              {t('account.factor.app')}
            </Text>
            <Text size="xs" c="dimmed">
              {t('account.factor.appText')}
            </Text>
          </div>
          {totp ? null : (
            <Button variant="default" onClick={() => ask(data.totp ? 'switch-off' : 'set-up')}>
              {data.totp ? t('account.factor.switchOff') : t('account.factor.setUp')}
            </Button>
          )}
        </Group>
        {totp ? (
          <TotpSetUp
            totp={totp}
            onCancel={() => setTotp(undefined)}
            onDone={(made) => {
              setTotp(undefined);
              if (made.length > 0) setCodes(made);
              else onSetUp?.();
              void changed();
            }}
          />
        ) : null}
        {data.totp || data.passkeys > 0 ? (
          <Group justify="space-between">
            <div>
              <Text size="sm" fw={600}>
                {t('account.factor.recovery')}
              </Text>
              <Text size="xs" c="dimmed">
                {t('account.factor.recoveryLeft', { count: data.recovery_codes })}
              </Text>
            </div>
            <Button variant="default" onClick={() => ask('new-codes')}>
              {t('account.factor.recoveryNew')}
            </Button>
          </Group>
        ) : null}
      </Stack>
      {wish ? (
        <PasswordDialog
          busy={act.isPending}
          error={act.error}
          onCancel={() => setWish(undefined)}
          onConfirm={(password) => act.mutate({ wish, password })}
        />
      ) : null}
      {codes ? (
        <RecoveryCodesDialog
          codes={codes}
          onKept={() => {
            setCodes(undefined);
            onSetUp?.();
          }}
        />
      ) : null}
    </Panel>
  );
};
