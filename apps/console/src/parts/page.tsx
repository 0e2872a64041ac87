import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from './page-title.ts';
import './page.css';

interface Props {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page with a title that scrolls as a whole. */
export const Page = ({ title, actions, children }: Props) => {
  usePageTitle(title);
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{title}</Title>
        {actions}
      </div>
      {children}
    </div>
  );
};
