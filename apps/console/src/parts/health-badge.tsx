import type { Health } from '../model/health.ts';
import { HealthIcon } from './health-icon.tsx';
import './health-badge.css';

interface Props {
  health: Health;
  word: string;
  /** What the word means, shown on hover. */
  meaning?: string;
}

/** Health as icon, word and colour. */
export const HealthBadge = ({ health, word, meaning }: Props) => (
  <span className={`health-badge health-${health}`} title={meaning}>
    <HealthIcon health={health} />
    {word}
  </span>
);
