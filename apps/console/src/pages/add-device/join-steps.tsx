import {
  Alert,
  Button,
  Collapse,
  Group,
  NumberInput,
  SegmentedControl,
  Skeleton,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../live/live-context.tsx';
import { CodeBlock } from '../../parts/code-block.tsx';
import { OrganizationSelect } from '../../parts/organization-select.tsx';
import { AnchorLink, ButtonLink } from '../../parts/router-link.tsx';
import { Process } from '../../process/process.tsx';
import { useMay, useSession } from '../../session/session-context.ts';
import { useOrganizationSettings } from '../organizations/use-organization-settings.ts';
import './join-steps.css';
import { agentCommands, agentFile, linuxCommand, urlProblem, type AgentSettings } from './agent-settings.ts';
import { useArrivals, type Arrival } from './use-arrivals.ts';

const installCommands = {
  new: 'apk update && apk add openwisp-config',
  old: 'opkg update && opkg install openwisp-config',
} as const;
const logCommand = 'logread -e openwisp';
/** In the place of a secret that the person may not see. */
const unknownSecret = 'SHARED_SECRET';

const InstallStep = () => {
  const { t } = useTranslation();
  const [release, setRelease] = useState<keyof typeof installCommands>('old');
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('addDevice.installText')}
      </Text>
      <div>
        <SegmentedControl
          size="xs"
          aria-label={t('addDevice.step.install')}
          value={release}
          onChange={(value) => setRelease(value === 'new' ? 'new' : 'old')}
          data={[
            { value: 'old', label: t('addDevice.installOld') },
            { value: 'new', label: t('addDevice.installNew') },
          ]}
        />
      </div>
      <CodeBlock code={installCommands[release]} label={t('addDevice.installCommand')} />
    </Stack>
  );
};

type Choices = Omit<AgentSettings, 'sharedSecret'>;

const MoreOptions = ({
  choices,
  onChange,
}: {
  choices: Choices;
  onChange: (changes: Partial<Choices>) => void;
}) => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <div>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={opened}
        leftSection={opened ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        onClick={() => setOpened(!opened)}
      >
        {t('addDevice.options')}
      </Button>
      <Collapse expanded={opened}>
        <Stack gap="sm" pt="xs" maw={420}>
          <NumberInput
            label={t('addDevice.interval')}
            placeholder="120"
            min={1}
            allowDecimal={false}
            value={choices.interval ?? ''}
            onChange={(value) => onChange({ interval: typeof value === 'number' ? value : undefined })}
          />
          <TextInput
            label={t('addDevice.tags')}
            description={t('addDevice.tagsHelp')}
            value={choices.tags}
            onChange={(event) => onChange({ tags: event.currentTarget.value })}
          />
          <TextInput
            label={t('addDevice.managementInterface')}
            description={t('addDevice.managementInterfaceHelp')}
            value={choices.managementInterface}
            onChange={(event) => onChange({ managementInterface: event.currentTarget.value })}
          />
          <Switch
            label={t('addDevice.insecure')}
            description={t('addDevice.insecureHelp')}
            checked={!choices.verifyTls}
            onChange={(event) => onChange({ verifyTls: !event.currentTarget.checked })}
          />
        </Stack>
      </Collapse>
    </div>
  );
};

const views = ['commands', 'file', 'linux'] as const;
type View = (typeof views)[number];
const viewTexts = {
  commands: 'addDevice.connectText',
  file: 'addDevice.fileText',
  linux: 'addDevice.linuxText',
} as const;
const write = { commands: agentCommands, file: agentFile, linux: linuxCommand };

const ConnectStep = ({ sharedSecret }: { sharedSecret: string | undefined }) => {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('commands');
  const [choices, setChoices] = useState<Choices>({
    url: location.origin,
    verifyTls: true,
    interval: undefined,
    tags: '',
    managementInterface: '',
  });
  const change = (changes: Partial<Choices>): void => setChoices({ ...choices, ...changes });
  const problem = urlProblem(choices.url);
  const settings = { ...choices, sharedSecret: sharedSecret ?? unknownSecret };
  return (
    <Stack gap="sm">
      <TextInput
        maw={420}
        label={t('addDevice.url')}
        value={choices.url}
        onChange={(event) => change({ url: event.currentTarget.value.trim() })}
        {...(problem === 'invalid' ? { error: t('addDevice.urlInvalid') } : {})}
      />
      {problem === 'loopback' ? (
        <Text size="sm" c="var(--problem)" role="status">
          <IconAlertTriangle size={15} aria-hidden style={{ verticalAlign: -2 }} />{' '}
          {t('addDevice.urlLoopback')}
        </Text>
      ) : null}
      {sharedSecret === undefined ? (
        <Text size="sm" c="var(--problem)">
          {t('addDevice.noSecret')}
        </Text>
      ) : null}
      <MoreOptions choices={choices} onChange={change} />
      <div>
        <SegmentedControl
          size="xs"
          aria-label={t('addDevice.step.connect')}
          value={view}
          onChange={(value) => setView(views.find((one) => one === value) ?? 'commands')}
          data={views.map((value) => ({ value, label: t(`addDevice.${value}`) }))}
        />
      </div>
      <Text size="sm" c="dimmed">
        {t(viewTexts[view])}
      </Text>
      <CodeBlock code={write[view](settings)} label={t(`addDevice.${view}`)} />
    </Stack>
  );
};

const WaitStep = ({ arrivals }: { arrivals: readonly Arrival[] }) => {
  const { t } = useTranslation();
  const { state } = useLive();
  if (arrivals.length > 0) {
    return (
      <Stack gap="xs" role="status">
        <Text size="sm">{t('addDevice.arrivedText')}</Text>
        <Group gap="xs">
          {arrivals.map(({ id, name }) => (
            <ButtonLink
              key={id}
              to={`/devices/${id}`}
              color="green.9"
              rightSection={<IconArrowRight size={16} />}
            >
              {t('addDevice.open', { name })}
            </ButtonLink>
          ))}
        </Group>
        <Text size="sm" c="dimmed">
          {t('addDevice.another')}
        </Text>
      </Stack>
    );
  }
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {t('addDevice.waitingText')} {state === 'live' ? '' : t('addDevice.waitingLost')}
      </Text>
      <Text size="sm" fw={600} mt="xs">
        {t('addDevice.help')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('addDevice.helpText')}
      </Text>
      <CodeBlock code={logCommand} label={t('addDevice.helpCommand')} />
    </Stack>
  );
};

interface Props {
  organization: string;
  onOrganization: (id: string) => void;
}

/** What to do on a router so that it joins by itself, and waiting for it. */
export const JoinSteps = ({ organization, onOrganization }: Props) => {
  const { t } = useTranslation();
  const { organizations } = useSession();
  const may = useMay();
  const maySee = may('view', 'config.organizationconfigsettings');
  const { data: settings, isLoading } = useOrganizationSettings(organization, maySee);
  const arrivals = useArrivals(organization);
  const name = organizations.find(({ id }) => id === organization)?.name ?? '';
  const closed = settings?.registration_enabled === false;

  const choose = (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('addDevice.organizationText')}
      </Text>
      {organizations.length > 1 ? (
        <OrganizationSelect
          maw={420}
          aria-label={t('devices.field.organization')}
          value={organization}
          onChange={(id) => onOrganization(id ?? organization)}
        />
      ) : (
        <Text size="sm">{t('addDevice.onlyOrganization', { name })}</Text>
      )}
      {closed ? (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconAlertTriangle size={18} />}
          title={t('addDevice.registrationOff')}
        >
          {t('addDevice.registrationOffText')}{' '}
          <AnchorLink size="sm" underline="always" to={`/organizations/${organization}`}>
            {t('addDevice.registrationOpen')}
          </AnchorLink>
        </Alert>
      ) : null}
    </Stack>
  );
  return (
    <div className="join">
      <Process
        steps={[
          { id: 'organization', title: t('addDevice.step.organization'), state: 'open', content: choose },
          { id: 'install', title: t('addDevice.step.install'), state: 'open', content: <InstallStep /> },
          {
            id: 'connect',
            title: t('addDevice.step.connect'),
            state: 'open',
            content: isLoading ? (
              <Skeleton height={160} />
            ) : (
              <ConnectStep sharedSecret={settings?.shared_secret} />
            ),
          },
        ]}
      />
      <div className="surface join-wait">
        <Process
          first={4}
          steps={[
            {
              id: 'wait',
              title:
                arrivals.length > 0
                  ? t('addDevice.arrived', { count: arrivals.length })
                  : t('addDevice.step.wait'),
              state: arrivals.length > 0 ? 'done' : 'waiting',
              content: <WaitStep arrivals={arrivals} />,
            },
          ]}
        />
      </div>
    </div>
  );
};
