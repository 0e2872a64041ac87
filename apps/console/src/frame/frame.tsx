import { ActionIcon, AppShell, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadPageTexts } from '../i18n/i18n.ts';
import { Keys } from '../keyboard/keys.tsx';
import { ShortcutHelp } from '../keyboard/shortcut-help.tsx';
import { useShortcut } from '../keyboard/shortcuts.tsx';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Logo } from '../parts/logo.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { useSession } from '../session/session-context.ts';
import { AccountMenu } from './account-menu.tsx';
import { BottomBar } from './bottom-bar.tsx';
import './frame.css';
import { LiveMark } from './live-mark.tsx';
import { visiblePages, type NavigationItem } from './navigation.ts';
import { OrganizationSwitch } from './organization-switch.tsx';
import { Rail } from './rail.tsx';
import { useIsPhone } from './use-is-phone.ts';

const CommandPalette = lazy(async () => {
  // It names what other pages do, and needs their texts.
  const [{ CommandPalette: component }] = await Promise.all([
    import('./command-palette.tsx'),
    loadPageTexts(),
  ]);
  return { default: component };
});

/** `g` and a letter. A component each, because what may be visited differs between people. */
const GoShortcut = ({ item }: { item: NavigationItem }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const label = t('keyboard.goTo', { page: t(`frame.page.${item.name}`) });
  useShortcut(`g ${item.key}`, label, () => void navigate({ to: item.to }), { group: 'go' });
  return null;
};

interface HeaderProps {
  onSearch: () => void;
  onHelp: () => void;
}

const Header = ({ onSearch, onHelp }: HeaderProps) => {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  return (
    <div className="frame-header">
      <Link to="/" className="frame-home" aria-label={`${t('common.product')}: ${t('frame.page.overview')}`}>
        <Logo size={26} />
        {isPhone ? null : t('common.product')}
      </Link>
      <OrganizationSwitch />
      <div className="frame-spacer" />
      {isPhone ? (
        <ActionIcon size="lg" aria-label={t('frame.search')} onClick={onSearch}>
          <IconSearch size={20} />
        </ActionIcon>
      ) : (
        <UnstyledButton className="frame-search" onClick={onSearch}>
          <IconSearch size={16} aria-hidden />
          <span className="ellipsis">{t('frame.searchHint')}</span>
          <Keys keys="mod+k" small />
        </UnstyledButton>
      )}
      {isPhone ? null : <div className="frame-spacer" />}
      <LiveMark />
      <AccountMenu onHelp={onHelp} />
    </div>
  );
};

/** What stands around every page. */
export const Frame = () => {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const session = useSession();
  const { pathname } = useLocation();
  const [collapsed, setCollapsed] = useLocalStorage({ key: 'netloom.rail-collapsed', defaultValue: false });
  const [help, setHelp] = useState(false);
  const [palette, setPalette] = useState<'unused' | 'open' | 'closed'>('unused');
  useShortcut('mod+k', t('keyboard.search'), () => setPalette('open'));
  useShortcut('?', t('keyboard.help'), () => setHelp(true));

  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{
        width: collapsed ? 60 : 216,
        breakpoint: 0,
        collapsed: { mobile: isPhone, desktop: isPhone },
      }}
      footer={{ height: 'calc(58px + env(safe-area-inset-bottom))', collapsed: !isPhone, offset: isPhone }}
      transitionDuration={0}
    >
      <a className="skip-link" href="#content">
        {t('frame.skip')}
      </a>
      {visiblePages(session).map((item) => (
        <GoShortcut key={item.name} item={item} />
      ))}
      <AppShell.Header className="frame-bar">
        <Header onSearch={() => setPalette('open')} onHelp={() => setHelp(true)} />
      </AppShell.Header>
      {isPhone ? null : (
        <AppShell.Navbar className="frame-bar" component="div">
          <Rail collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
        </AppShell.Navbar>
      )}
      <AppShell.Main className="frame-main" id="content" tabIndex={-1}>
        <ErrorBoundary resetKey={pathname}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </AppShell.Main>
      {isPhone ? (
        <AppShell.Footer className="frame-bar" component="div">
          <BottomBar />
        </AppShell.Footer>
      ) : null}
      <ShortcutHelp opened={help} onClose={() => setHelp(false)} />
      {palette === 'unused' ? null : (
        <Suspense>
          <CommandPalette opened={palette === 'open'} onClose={() => setPalette('closed')} />
        </Suspense>
      )}
    </AppShell>
  );
};
