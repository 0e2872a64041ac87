import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconApi, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session-context.ts';
import { visiblePages, type NavigationGroup, type NavigationItem } from './navigation.ts';
import './rail.css';

interface Props {
  collapsed: boolean;
  onToggle: () => void;
}

const groups: readonly NavigationGroup[] = ['fleet', 'configuration', 'administration'];

const RailLabel = ({
  collapsed,
  label,
  children,
}: {
  collapsed: boolean;
  label: string;
  children: ReactNode;
}) => (
  <Tooltip label={label} position="right" disabled={!collapsed}>
    {children}
  </Tooltip>
);

const RailLink = ({ item, collapsed }: { item: NavigationItem; collapsed: boolean }) => {
  const { t } = useTranslation();
  const { icon: Icon, name, to } = item;
  const label = t(`frame.page.${name}`);
  return (
    <RailLabel collapsed={collapsed} label={label}>
      <Link
        className="rail-link"
        to={to}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        aria-label={label}
      >
        <Icon size={19} stroke={1.7} aria-hidden />
        {collapsed ? null : <span className="ellipsis">{label}</span>}
      </Link>
    </RailLabel>
  );
};

/** The menu on the left. Collapsed it is a row of icons with their names as hints. */
export const Rail = ({ collapsed, onToggle }: Props) => {
  const { t } = useTranslation();
  const pages = visiblePages(useSession());
  const toggle = collapsed ? t('frame.expand') : t('frame.collapse');
  const Toggle = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className="rail" data-collapsed={collapsed || undefined} aria-label={t('frame.mainNavigation')}>
      {pages
        .filter(({ group }) => group === undefined)
        .map((item) => (
          <RailLink key={item.name} item={item} collapsed={collapsed} />
        ))}
      {groups.map((group) => {
        const members = pages.filter((page) => page.group === group);
        if (members.length === 0) return null;
        return (
          <div key={group} role="group" aria-label={t(`frame.group.${group}`)}>
            <div className="rail-group" aria-hidden>
              {t(`frame.group.${group}`)}
            </div>
            {members.map((item) => (
              <RailLink key={item.name} item={item} collapsed={collapsed} />
            ))}
            {group === 'administration' ? (
              <RailLabel collapsed={collapsed} label={t('frame.page.apiDocs')}>
                <a
                  className="rail-link"
                  href="/api/v1/docs/"
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t('frame.page.apiDocs')}
                >
                  <IconApi size={19} stroke={1.7} aria-hidden />
                  {collapsed ? null : <span className="ellipsis">{t('frame.page.apiDocs')}</span>}
                </a>
              </RailLabel>
            ) : null}
          </div>
        );
      })}
      <div className="rail-foot">
        <RailLabel collapsed={collapsed} label={toggle}>
          <UnstyledButton className="rail-link" w="100%" aria-label={toggle} onClick={onToggle}>
            <Toggle size={19} stroke={1.7} aria-hidden />
          </UnstyledButton>
        </RailLabel>
      </div>
    </nav>
  );
};
