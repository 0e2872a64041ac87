import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import './panel.css';

interface Props {
  title: string;
  /** Right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled box on a page. */
export const Panel = ({ title, aside, children }: Props) => {
  const id = useId();
  return (
    <section className="surface" aria-labelledby={id}>
      <div className="panel-head">
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        {aside}
      </div>
      <div className="panel-body">{children}</div>
    </section>
  );
};
