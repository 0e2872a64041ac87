import {
  Button,
  Group,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import type { JsonObject } from '@netloom/netjson';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { VariablesEditor } from '../../editor/variables-editor.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { randomSecret } from './random-secret.ts';

/** What is edited of an organization's settings. */
export interface SettingsDocument {
  registration_enabled: boolean;
  shared_secret: string;
  context: JsonObject;
  device_limit: number | null;
}

interface Props {
  document: SettingsDocument;
  onChange: (changes: Partial<SettingsDocument>) => void;
  errors: ReadonlyMap<string, string[]>;
  onValid: (valid: boolean) => void;
  readOnly: boolean;
}

type LimitKind = 'unlimited' | 'limited' | 'closed';

/** Where a limit begins that one switches on. */
const firstLimit = 100;

const limitKind = (limit: number | null): LimitKind => {
  if (limit === null) return 'closed';
  return limit === 0 ? 'unlimited' : 'limited';
};
const limitOf = { unlimited: 0, limited: firstLimit, closed: null } as const satisfies Record<
  LimitKind,
  number | null
>;

const DeviceLimit = ({ document, onChange, errors, readOnly }: Props) => {
  const { t } = useTranslation();
  const kind = limitKind(document.device_limit);
  const kinds: readonly LimitKind[] = ['unlimited', 'limited', 'closed'];
  return (
    <div role="group" aria-label={t('organizations.limit')}>
      <Text size="sm" fw={500}>
        {t('organizations.limit')}
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        {t('organizations.limitHelp')}
      </Text>
      <Group gap="xs" align="flex-start">
        <SegmentedControl
          aria-label={t('organizations.limit')}
          disabled={readOnly}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`organizations.limitKind.${value}`) }))}
          onChange={(value) => onChange({ device_limit: limitOf[value as LimitKind] })}
        />
        {kind === 'limited' ? (
          <NumberInput
            aria-label={t('organizations.limitNumber')}
            w={120}
            min={1}
            allowDecimal={false}
            allowNegative={false}
            disabled={readOnly}
            value={document.device_limit ?? firstLimit}
            onChange={(value) => {
              if (typeof value === 'number' && value > 0) onChange({ device_limit: value });
            }}
          />
        ) : null}
      </Group>
      {errors.has('device_limit') ? (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" mt={4}>
          {errors.get('device_limit')?.join(' ')}
        </Text>
      ) : null}
    </div>
  );
};

const SharedSecret = ({ document, onChange, errors, readOnly }: Props) => {
  const { t } = useTranslation();
  const error = errors.get('shared_secret');
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <PasswordInput
        style={{ flex: 1 }}
        label={t('organizations.secret')}
        description={t('organizations.secretHelp')}
        autoComplete="off"
        classNames={{ innerInput: 'mono' }}
        visibilityToggleButtonProps={{
          'aria-label': t('common.showThing', { thing: t('organizations.secret') }),
          tabIndex: 0,
        }}
        disabled={readOnly}
        value={document.shared_secret}
        onChange={(event) => onChange({ shared_secret: event.currentTarget.value })}
        {...(error ? { error: error.join(' ') } : {})}
      />
      <div style={{ paddingBottom: 6 }}>
        <CopyButton text={document.shared_secret} label={t('organizations.secret')} />
      </div>
    </Group>
  );
};

/** How devices join the organization, and the variables that it gives them. */
export const JoiningPanel = (props: Props) => {
  const { t } = useTranslation();
  const { document, onChange, onValid, readOnly } = props;
  return (
    <Stack gap="md">
      <Panel title={t('organizations.joining')}>
        <Stack gap="md">
          <Switch
            label={t('organizations.registration')}
            description={t('organizations.registrationHelp')}
            disabled={readOnly}
            checked={document.registration_enabled}
            onChange={(event) => onChange({ registration_enabled: event.currentTarget.checked })}
          />
          <div>
            <SharedSecret {...props} />
            {readOnly ? null : (
              <Button
                mt={6}
                size="compact-sm"
                variant="subtle"
                leftSection={<IconRefresh size={14} />}
                onClick={() => onChange({ shared_secret: randomSecret() })}
              >
                {t('organizations.newSecret')}
              </Button>
            )}
          </div>
          <DeviceLimit {...props} />
        </Stack>
      </Panel>
      <Panel title={t('organizations.variables')}>
        <Text size="xs" c="dimmed" mb="xs">
          {t('organizations.variablesHelp')}
        </Text>
        <VariablesEditor
          label={t('organizations.variables')}
          value={document.context}
          onChange={(context) => onChange({ context })}
          onValid={onValid}
          readOnly={readOnly}
        />
      </Panel>
    </Stack>
  );
};
