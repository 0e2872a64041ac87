import { Kbd, Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Fragment, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceStatusBadge } from '../parts/device-status-badge.tsx';
import './command-palette.css';
import { usePaletteEntries, type PaletteEntry } from './palette-entries.ts';

interface EntryProps {
  entry: PaletteEntry;
  id: string;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

const Entry = ({ entry, id, active, onPoint, onChoose }: EntryProps) => {
  const { icon: Icon, label, description, status } = entry;
  useEffect(() => {
    if (active) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);
  return (
    <div
      id={id}
      className="palette-entry"
      role="option"
      aria-selected={active}
      onMouseMove={onPoint}
      onClick={onChoose}
    >
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className="palette-entry-text">
        <div className="ellipsis">{label}</div>
        {description ? <div className="palette-entry-description ellipsis">{description}</div> : null}
      </div>
      {status ? <DeviceStatusBadge status={status} /> : null}
    </div>
  );
};

const Palette = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = useId();
  const [query, setQuery] = useState('');
  const [pointed, setPointed] = useState(0);
  const { entries, busy } = usePaletteEntries(query);
  // What was pointed at may be gone when the answer comes.
  const active = Math.min(pointed, entries.length - 1);

  const choose = (entry: PaletteEntry | undefined): void => {
    if (!entry) return;
    onClose();
    void navigate({ to: entry.to });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && entries.length > 0) setPointed((active + step + entries.length) % entries.length);
    else if (event.key === 'Enter') choose(entries[active]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <TextInput
        className="palette-field"
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-label={t('frame.palette.label')}
        placeholder={t('frame.palette.placeholder')}
        leftSection={<IconSearch size={18} />}
        leftSectionWidth={46}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setPointed(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id={id} role="listbox" aria-label={t('frame.palette.label')}>
        {entries.map((entry, index) => (
          <Fragment key={`${entry.group}.${entry.id}`}>
            {entry.group === entries[index - 1]?.group ? null : (
              <div className="palette-group" role="presentation">
                {t(`frame.palette.${entry.group}`)}
              </div>
            )}
            <Entry
              entry={entry}
              id={`${id}-${index}`}
              active={index === active}
              onPoint={() => setPointed(index)}
              onChoose={() => choose(entry)}
            />
          </Fragment>
        ))}
      </div>
      {entries.length === 0 ? (
        <div className="palette-nothing" role="status">
          {busy ? t('frame.palette.searching') : t('frame.palette.nothing')}
        </div>
      ) : null}
      <div className="palette-foot" aria-hidden>
        <span>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('frame.palette.hint')}
        </span>
        <span>
          <Kbd size="xs">↵</Kbd> {t('frame.palette.hintOpen')}
        </span>
      </div>
    </>
  );
};

/** Finds everything: type, choose, be there. */
export const CommandPalette = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={onClose} size="lg" yOffset="9vh">
      <Modal.Overlay />
      <Modal.Content radius="lg" aria-label={t('frame.search')}>
        <Palette onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
};
