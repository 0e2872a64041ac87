import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount, formatShare } from '../format/count.ts';
import type { Health } from '../model/health.ts';
import { HealthIcon } from './health-icon.tsx';
import './health-badge.css';
import './stacked-bar.css';

export interface Part {
  label: string;
  meaning?: string;
  health: Health;
  count: number;
  /** The list of what is counted. */
  to: string;
  search: Record<string, string>;
}

interface BarProps {
  parts: readonly Part[];
  total: number;
  label: string;
}

/** Width of the drawing in its own units; gaps are two of them. */
const width = 1000;

const Bar = ({ parts, total, label }: BarProps) => {
  let start = 0;
  return (
    <svg
      className="stacked-bar"
      viewBox={`0 0 ${width} 12`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {parts.map((part) => {
        const length = total === 0 ? 0 : (part.count / total) * width;
        const x = start;
        start += length;
        return (
          <rect
            key={part.label}
            x={x}
            y="0"
            width={Math.max(0, length - 3)}
            height="12"
            fill={`var(--${part.health}-solid)`}
          />
        );
      })}
    </svg>
  );
};

/** How a whole is made up, as one bar, with a legend whose numbers lead to the lists behind them. */
export const StackedBar = ({ parts, title }: { parts: readonly Part[]; title: string }) => {
  const { t, i18n } = useTranslation();
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const shown = parts.filter(({ count }) => count > 0);
  const told = shown.map(({ label, count }) => `${label} ${formatCount(count, i18n.language)}`).join(', ');
  return (
    <>
      <Bar parts={shown} total={total} label={t('overview.chart', { title, parts: told })} />
      <ul className="stacked-legend">
        {shown.map(({ label, meaning, health, count, to, search }) => (
          <li key={label}>
            <Link to={to} search={{ ...search }} title={meaning}>
              <span className={`stacked-legend-icon health-${health}`}>
                <HealthIcon health={health} size={16} />
              </span>
              {label}
              <span className="stacked-legend-count">{formatCount(count, i18n.language)}</span>
              <span className="stacked-legend-share">{formatShare(count, total, i18n.language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
};
