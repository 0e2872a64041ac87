import { Combobox, ScrollArea, UnstyledButton, useCombobox } from '@mantine/core';
import { IconBuilding, IconCheck, IconSelector } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session-context.ts';
import './organization-switch.css';
import { useChooseOrganization, useOrganization } from './use-organization.ts';

/** Value of the entry for all organizations; a slug is never empty. */
const everything = '';
/** With more than so many organizations there is a field to find one. */
const searchableFrom = 8;

/** Narrows every page down to one organization. Only a name where there is no choice. */
export const OrganizationSwitch = () => {
  const { t } = useTranslation();
  const { organizations } = useSession();
  const chosen = useOrganization();
  const choose = useChooseOrganization();
  const [query, setQuery] = useState('');
  const searchable = organizations.length > searchableFrom;
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setQuery('');
    },
    onDropdownOpen: () => {
      if (searchable) combobox.focusSearchInput();
    },
  });

  if (organizations.length <= 1) {
    const only = organizations[0];
    return only ? (
      <span className="organization-switch">
        <IconBuilding size={16} aria-hidden />
        <span className="ellipsis">{only.name}</span>
      </span>
    ) : null;
  }

  const wanted = query.trim().toLowerCase();
  const found = organizations.filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(wanted));
  const current = chosen?.name ?? t('frame.allOrganizations');
  const option = (value: string, label: string) => (
    <Combobox.Option value={value} key={value} selected={value === (chosen?.slug ?? everything)}>
      <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <IconCheck
          size={14}
          aria-hidden
          style={{ visibility: value === (chosen?.slug ?? everything) ? 'visible' : 'hidden' }}
        />
        {label}
      </span>
    </Combobox.Option>
  );

  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-start"
      onOptionSubmit={(value) => {
        choose(value === everything ? undefined : value);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <UnstyledButton
          className="organization-switch"
          aria-label={`${t('frame.organization')}: ${current}`}
          onClick={() => combobox.toggleDropdown()}
        >
          <IconBuilding size={16} aria-hidden />
          <span className="ellipsis">{current}</span>
          <IconSelector size={14} aria-hidden />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        {searchable ? (
          <Combobox.Search
            value={query}
            aria-label={t('frame.findOrganization')}
            placeholder={t('frame.findOrganization')}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              combobox.selectFirstOption();
            }}
          />
        ) : null}
        <Combobox.Options aria-label={t('frame.organization')}>
          <ScrollArea.Autosize mah={320} type="scroll">
            {wanted === '' ? option(everything, t('frame.allOrganizations')) : null}
            {found.map(({ slug, name }) => option(slug, name))}
            {found.length === 0 ? <Combobox.Empty>{t('frame.noOrganizationFound')}</Combobox.Empty> : null}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};
