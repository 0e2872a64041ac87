import { Menu, UnstyledButton } from '@mantine/core';
import { IconApi, IconDots } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session-context.ts';
import './bottom-bar.css';
import { visiblePages } from './navigation.ts';

/** The menu of phones: the main pages under the thumb, the others behind "More". */
export const BottomBar = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pages = visiblePages(useSession());
  return (
    <nav className="bottom-bar" aria-label={t('frame.mainNavigation')}>
      {pages
        .filter(({ onPhone }) => onPhone)
        .map(({ name, to, icon: Icon }) => (
          <Link
            key={name}
            className="bottom-bar-item"
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
          >
            <Icon size={22} stroke={1.7} aria-hidden />
            {t(`frame.page.${name}`)}
          </Link>
        ))}
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <UnstyledButton className="bottom-bar-item">
            <IconDots size={22} stroke={1.7} aria-hidden />
            {t('frame.more')}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {pages
            .filter(({ onPhone }) => !onPhone)
            .map(({ name, to, icon: Icon }) => (
              <Menu.Item key={name} leftSection={<Icon size={18} />} onClick={() => void navigate({ to })}>
                {t(`frame.page.${name}`)}
              </Menu.Item>
            ))}
          <Menu.Item component="a" href="/api/v1/docs/" leftSection={<IconApi size={18} />}>
            {t('frame.page.apiDocs')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
};
