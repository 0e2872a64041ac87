import { Button, Combobox, ScrollArea, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Addable {
  name: string;
  title: string;
  description?: string;
}

interface Props {
  settings: readonly Addable[];
  /** True where any other name is welcome, too. */
  open: boolean;
  /** Names that are there already. */
  taken: readonly string[];
  onAdd: (name: string) => void;
}

/** Names that may be added where the schema is open: one plain word, which every kind of device takes. */
const freeName = /^\w+$/;

/** Chooses a setting that is not there yet, by its name or title. */
export const AddSetting = ({ settings, open, taken, onAdd }: Props) => {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setQuery('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  if (settings.length === 0 && !open) return null;
  const wanted = query.trim().toLowerCase();
  const found = settings.filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(wanted));
  const free = query.trim();
  const offerFree =
    open && freeName.test(free) && !taken.includes(free) && !settings.some(({ name }) => name === free);

  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-start"
      onOptionSubmit={(name) => {
        onAdd(name);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => combobox.toggleDropdown()}
        >
          {t('schemaForm.addSetting')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={query}
          aria-label={t('schemaForm.findSetting')}
          placeholder={t('schemaForm.findSetting')}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
        />
        <Combobox.Options aria-label={t('schemaForm.addSetting')}>
          <ScrollArea.Autosize mah={280} type="scroll">
            {found.map(({ name, title }) => (
              <Combobox.Option value={name} key={name}>
                {title}
              </Combobox.Option>
            ))}
            {offerFree ? (
              <Combobox.Option value={free}>{t('schemaForm.addFree', { name: free })}</Combobox.Option>
            ) : null}
            {found.length === 0 && !offerFree ? (
              <Combobox.Empty>{t('schemaForm.noSetting')}</Combobox.Empty>
            ) : null}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};
