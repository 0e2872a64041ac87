import type { ReactNode } from 'react';
import { Fragment } from 'react';
import { CopyButton } from './copy-button.tsx';
import './facts.css';

export interface Fact {
  label: string;
  /** Empty values are shown as a dash. */
  value: ReactNode;
  /** The text that a copy button copies: for ids, MACs, keys and addresses. */
  copy?: string | null;
  mono?: boolean;
}

const isEmpty = (value: ReactNode): boolean => value === null || value === undefined || value === '';

/** Label and value pairs, one a line. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts.map(({ label, value, copy, mono }) => (
      <Fragment key={label}>
        <dt>{label}</dt>
        <dd>
          <span className={mono ? 'mono' : undefined}>{isEmpty(value) ? '–' : value}</span>
          {copy ? <CopyButton text={copy} label={label} /> : null}
        </dd>
      </Fragment>
    ))}
  </dl>
);
