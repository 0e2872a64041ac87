import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../format/count.ts';
import './count-bars.css';

export interface NamedBar {
  label: string;
  count: number;
  /** Search of the device list behind the number; none for a remainder. */
  search?: Record<string, string>;
}

/** Names with their counts, the longest bar for the greatest. */
export const CountBars = ({ bars, empty }: { bars: readonly NamedBar[]; empty: string }) => {
  const { i18n } = useTranslation();
  const most = Math.max(1, ...bars.map(({ count }) => count));
  if (bars.length === 0) {
    return (
      <Text c="dimmed" size="sm">
        {empty}
      </Text>
    );
  }
  return (
    <ul className="count-bars">
      {bars.map(({ label, count, search }) => {
        const content = (
          <>
            <span className="count-bars-fill" style={{ width: `${(100 * count) / most}%` }} aria-hidden />
            <span className="ellipsis">{label}</span>
            <b>{formatCount(count, i18n.language)}</b>
          </>
        );
        return (
          <li key={label}>
            {search ? (
              <Link className="count-bars-row" to="/devices" search={{ ...search }}>
                {content}
              </Link>
            ) : (
              <span className="count-bars-row">{content}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
};
