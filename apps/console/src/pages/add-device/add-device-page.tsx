import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrganization } from '../../frame/use-organization.ts';
import type { AddressSearch } from '../../model/address-search.ts';
import { Page } from '../../parts/page.tsx';
import { useSession } from '../../session/session-context.ts';
import { HandForm } from './hand-form.tsx';
import { JoinSteps } from './join-steps.tsx';

/** How a device comes into the fleet: by itself, or entered by hand. */
export const AddDevicePage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { how } = useSearch({ strict: false });
  const { organizations } = useSession();
  const narrowed = useOrganization();
  const [chosen, setChosen] = useState<string>();
  const organization = chosen ?? narrowed?.id ?? organizations[0]?.id ?? '';
  const byHand = how === 'hand';
  return (
    <Page title={t('addDevice.title')}>
      <SegmentedControl
        mb="lg"
        aria-label={t('addDevice.how')}
        value={byHand ? 'hand' : 'self'}
        onChange={(value) =>
          void navigate({
            to: '.',
            search: (before: AddressSearch) => ({ ...before, how: value === 'hand' ? 'hand' : undefined }),
          })
        }
        data={[
          { value: 'self', label: t('addDevice.bySelf') },
          { value: 'hand', label: t('addDevice.byHand') },
        ]}
      />
      {byHand ? (
        <HandForm key={organization} organization={organization} />
      ) : (
        <JoinSteps organization={organization} onOrganization={setChosen} />
      )}
    </Page>
  );
};
