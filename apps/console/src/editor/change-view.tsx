import { SegmentedControl } from '@mantine/core';
import type { ConfigurationDiff } from '@netloom/netjson-config';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DiffView } from './diff-view.tsx';
import { SectionDiff } from './section-diff.tsx';

interface Props {
  before: string;
  after: string;
  /** The same as sections and options; undefined when that is not known. */
  diff: ConfigurationDiff | undefined;
}

/** The effect of a change, as sections and options or as lines of text. */
export const ChangeView = ({ before, after, diff }: Props) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string>();
  if (diff === undefined) return <DiffView before={before} after={after} />;
  // Of something new the text itself says most.
  const view = chosen ?? (before === '' ? 'lines' : 'sections');
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth={false}
        aria-label={t('editor.reviewTitle')}
        data={[
          { value: 'sections', label: t('editor.bySection') },
          { value: 'lines', label: t('editor.byLine') },
        ]}
        value={view}
        onChange={setChosen}
        style={{ alignSelf: 'flex-start' }}
      />
      {view === 'sections' ? <SectionDiff diff={diff} /> : <DiffView before={before} after={after} />}
    </>
  );
};
