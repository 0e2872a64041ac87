import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { diffLines, foldDiff, type DiffLine } from './diff-lines.ts';
import './diff-view.css';

const signs = { same: ' ', added: '+', removed: '−' } as const;

const Line = ({ line }: { line: DiffLine }) => {
  const { t } = useTranslation();
  const { kind, text } = line;
  return (
    <div className="diff-line" data-kind={kind}>
      <span className="diff-sign" aria-hidden>
        {signs[kind]}
      </span>
      {kind === 'same' ? null : <span className="visually-hidden">{`${t(`editor.line.${kind}`)} `}</span>}
      <span>{text === '' ? ' ' : text}</span>
    </div>
  );
};

/** Two native configurations against each other, line by line. */
export const DiffView = ({ before, after }: { before: string; after: string }) => {
  const { t } = useTranslation();
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const parts = useMemo(() => foldDiff(lines), [lines]);
  const count = (kind: DiffLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  const [added, removed] = [count('added'), count('removed')];
  if (added + removed === 0) return <Text size="sm">{t('editor.noEffect')}</Text>;
  return (
    <>
      <Text size="sm" mb="xs" role="status">
        {[
          ...(added > 0 ? [t('editor.added', { count: added })] : []),
          ...(removed > 0 ? [t('editor.removed', { count: removed })] : []),
        ].join(', ')}
      </Text>
      <div className="diff mono" tabIndex={0} role="region" aria-label={t('editor.reviewTitle')}>
        <div className="diff-lines">
          {parts.map((part, index) =>
            part.kind === 'skipped' ? (
              <div className="diff-skipped" key={index}>
                {t('editor.unchangedLines', { count: part.count })}
              </div>
            ) : (
              part.lines.map((line, place) => <Line key={`${index}.${place}`} line={line} />)
            ),
          )}
        </div>
      </div>
    </>
  );
};
