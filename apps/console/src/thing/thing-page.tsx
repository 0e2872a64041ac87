import { Group, Tabs, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, type ReactNode } from 'react';
import { usePageTitle } from '../parts/page-title.ts';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import '../parts/page.css';
import './thing-page.css';

export interface ThingTab {
  id: string;
  label: string;
  content: ReactNode;
}

interface Props {
  /** The list it belongs to. */
  list: { to: string; label: string };
  /** Address of the thing; tabs lie below it. */
  to: string;
  title: string;
  /** Health and other marks beside the title. */
  marks?: ReactNode;
  /** One line below the title. */
  meta?: ReactNode;
  actions?: ReactNode;
  /** Between head and tabs: what one must know before anything else. */
  notice?: ReactNode;
  /** The first one is shown when the address names none. */
  tabs: readonly ThingTab[];
}

/** The page of one thing: what it is and how it is on top, the rest behind tabs that have addresses. */
export const ThingPage = ({ list, to, title, marks, meta, actions, notice, tabs }: Props) => {
  const navigate = useNavigate();
  const { tab } = useParams({ strict: false });
  const active = tabs.find(({ id }) => id === tab) ?? tabs[0];
  usePageTitle(active && active !== tabs[0] ? active.label : undefined, title);
  const first = tabs[0]?.id;
  return (
    <div className="page">
      <div className="thing-head">
        <div>
          <Link to={list.to} className="thing-crumb">
            <IconChevronLeft size={14} aria-hidden />
            {list.label}
          </Link>
          <div className="thing-title">
            <Title order={1} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {marks}
          </div>
          {meta ? <div className="thing-meta">{meta}</div> : null}
        </div>
        {actions ? <Group gap="xs">{actions}</Group> : null}
      </div>
      {notice}
      {tabs.length > 1 ? (
        <Tabs
          value={active?.id ?? null}
          onChange={(id) => void navigate({ to: id === first ? to : `${to}/${id}` })}
          keepMounted={false}
        >
          <Tabs.List mb="md" className="thing-tabs">
            {tabs.map(({ id, label }) => (
              <Tabs.Tab key={id} value={id}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tabs.map(({ id, content }) => (
            <Tabs.Panel key={id} value={id}>
              <Suspense fallback={<PageSkeleton />}>{content}</Suspense>
            </Tabs.Panel>
          ))}
        </Tabs>
      ) : (
        <Suspense fallback={<PageSkeleton />}>{active?.content}</Suspense>
      )}
    </div>
  );
};
