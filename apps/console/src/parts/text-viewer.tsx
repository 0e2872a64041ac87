import { ActionIcon, Button, Highlight, TextInput } from '@mantine/core';
import { uciTokens } from '@netloom/netjson-config';
import { IconCheck, IconChevronDown, IconChevronUp, IconCopy, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../format/count.ts';
import { findMatches } from './find-matches.ts';
import './text-viewer.css';
import { useCopy } from './use-copy.ts';

/** While one searches, what was found stands out; otherwise the parts of the language do. */
const Line = ({ text, query }: { text: string; query: string }) => {
  if (query !== '') {
    return (
      <Highlight highlight={query} component="span" inherit>
        {text}
      </Highlight>
    );
  }
  return (
    <span>
      {uciTokens(text).map(({ text: part, kind }, index) => (
        <span key={`${index}.${kind}`} className={`token-${kind}`}>
          {part}
        </span>
      ))}
    </span>
  );
};

/** Pixels of a line, as in the style sheet. */
const lineHeight = 20;

interface Props {
  text: string;
  label: string;
  /** More buttons, beside the one that copies. */
  actions?: ReactNode;
  /** Words beside the lines, by their places. */
  notes?: readonly (string | undefined)[] | undefined;
}

/** A long text with line numbers, a search and a button that copies all of it. */
export const TextViewer = ({ text, label, actions, notes }: Props) => {
  const { t, i18n } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const { copied, copy } = useCopy(text);
  const lines = useMemo(() => text.replace(/\n$/, '').split('\n'), [text]);
  const matches = useMemo(() => findMatches(lines, query), [lines, query]);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 30,
  });
  const place = matches[current];
  useEffect(() => {
    if (place !== undefined) virtualizer.scrollToIndex(place, { align: 'center' });
  }, [place, virtualizer]);

  const step = (by: number): void => {
    if (matches.length > 0) setCurrent((current + by + matches.length) % matches.length);
  };
  return (
    <div className="text-viewer">
      <div className="text-viewer-bar">
        <TextInput
          size="xs"
          w={220}
          type="search"
          aria-label={t('editor.text.search')}
          placeholder={t('editor.text.search')}
          leftSection={<IconSearch size={14} />}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setCurrent(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          }}
        />
        {query === '' ? null : (
          <>
            <ActionIcon
              aria-label={t('editor.text.previous')}
              disabled={matches.length === 0}
              onClick={() => step(-1)}
            >
              <IconChevronUp size={16} />
            </ActionIcon>
            <ActionIcon
              aria-label={t('editor.text.next')}
              disabled={matches.length === 0}
              onClick={() => step(1)}
            >
              <IconChevronDown size={16} />
            </ActionIcon>
          </>
        )}
        <span className="text-viewer-matches" role="status">
          {query === ''
            ? t('editor.text.lines', {
                count: lines.length,
                formatted: formatCount(lines.length, i18n.language),
              })
            : matches.length === 0
              ? t('editor.text.noMatch')
              : t('editor.text.matches', { current: current + 1, total: matches.length })}
        </span>
        <span style={{ flex: 1 }} />
        {actions}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          onClick={copy}
        >
          {copied ? t('common.copied') : t('common.copy')}
        </Button>
      </div>
      <div className="text-viewer-scroll mono" ref={scroller} tabIndex={0} role="region" aria-label={label}>
        <div className="text-viewer-body" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <div
              className="text-viewer-line"
              key={index}
              data-current={index === place || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className="text-viewer-number" aria-hidden>
                {index + 1}
              </span>
              <Line text={lines[index] ?? ''} query={query} />
              {notes?.[index] ? <span className="text-viewer-note">{notes[index]}</span> : null}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
};
