import { IconUser } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Health } from '../model/health.ts';
import './activity.css';
import './health-badge.css';
import { HealthIcon } from './health-icon.tsx';
import { TimeAgo } from './time-ago.tsx';

export interface ActivityEntry {
  id: string | number;
  /** Absent for what people did: it is neither well nor ill. */
  health?: Health;
  title: ReactNode;
  text?: string;
  time: string;
}

/** What happened, newest first. `clamped` cuts long texts after two lines. */
export const Activity = ({ entries, clamped }: { entries: readonly ActivityEntry[]; clamped?: boolean }) => (
  <ol className="activity">
    {entries.map(({ id, health, title, text, time }) => (
      <li className="activity-entry" key={id}>
        <span className={`activity-icon health-${health ?? 'unknown'}`}>
          {health ? <HealthIcon health={health} size={16} /> : <IconUser size={16} aria-hidden />}
        </span>
        <span>{title}</span>
        <span className="activity-time">
          <TimeAgo time={time} />
        </span>
        {text ? (
          <span
            className="activity-text"
            data-clamped={clamped || undefined}
            title={clamped ? text : undefined}
          >
            {text}
          </span>
        ) : null}
      </li>
    ))}
  </ol>
);
