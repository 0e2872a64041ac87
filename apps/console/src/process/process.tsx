import { Loader, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './process.css';

export interface ProcessStep {
  id: string;
  title: string;
  /** `open`: to be done by the person; `waiting`: something is under way; `done`: nothing more to do. */
  state: 'open' | 'waiting' | 'done';
  content: ReactNode;
}

const Mark = ({ state, number }: { state: ProcessStep['state']; number: number }) => {
  if (state === 'done') return <IconCheck size={18} aria-hidden />;
  if (state === 'waiting') return <Loader size={16} color="var(--problem-solid)" aria-hidden />;
  return number;
};

/** Steps that lead somewhere, one below the other, with how far each is. `first` is the number of the first one. */
export const Process = ({ steps, first = 1 }: { steps: readonly ProcessStep[]; first?: number }) => (
  <ol className="process" start={first}>
    {steps.map(({ id, title, state, content }, index) => (
      <li className="process-step" data-state={state} key={id}>
        <span className="process-mark">
          <Mark state={state} number={index + first} />
        </span>
        <div>
          <Title order={2} size="h2" className="process-title">
            {title}
          </Title>
          {content}
        </div>
      </li>
    ))}
  </ol>
);
