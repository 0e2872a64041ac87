import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { absoluteTime } from '../format/absolute-time.ts';
import { useLive } from '../live/live-context.tsx';
import './live-mark.css';

/** Whether what is on the screen changes by itself. */
export const LiveMark = () => {
  const { t, i18n } = useTranslation();
  const { state, lastLive } = useLive();
  const meaning =
    state === 'reconnecting' && lastLive
      ? t('frame.liveMeaning.since', { time: absoluteTime(lastLive, i18n.language) })
      : t(`frame.liveMeaning.${state}`);
  return (
    <Tooltip label={meaning}>
      <span className="live-mark" data-state={state} role="status">
        <span className="live-mark-dot" aria-hidden />
        <span className="live-mark-word">{t(`frame.live.${state}`)}</span>
      </span>
    </Tooltip>
  );
};
