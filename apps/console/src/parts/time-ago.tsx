import { useTranslation } from 'react-i18next';
import { absoluteTime } from '../format/absolute-time.ts';
import { relativeTime } from '../format/relative-time.ts';
import { useNow } from './use-now.ts';

/** A point in time, told relative to now, with the exact one on hover. */
export const TimeAgo = ({ time }: { time: string }) => {
  const { i18n } = useTranslation();
  const now = useNow();
  const point = new Date(time);
  // What just happened must not look like the future when the clocks differ by a second or the tick is old.
  const shown = point > now && point.getTime() - now.getTime() < 120_000 ? now : point;
  return (
    <time dateTime={time} title={absoluteTime(point, i18n.language)}>
      {relativeTime(shown, now, i18n.language)}
    </time>
  );
};
