import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUserCog } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { displayName } from '../model/session.ts';
import { useSession } from '../session/session-context.ts';
import { useLogOut } from '../session/use-log-out.ts';
import { ColorSchemeChoice } from './color-scheme-choice.tsx';

/** What belongs to the person: colours, keyboard help, log out. */
export const AccountMenu = ({ onHelp }: { onHelp: () => void }) => {
  const { t } = useTranslation();
  const session = useSession();
  const logOut = useLogOut();
  const navigate = useNavigate();
  const name = displayName(session);
  return (
    <Menu width={220} position="bottom-end">
      <Menu.Target>
        <UnstyledButton>
          <Avatar size={30} name={name} color="accent" variant="filled" aria-hidden />
          <span className="visually-hidden">{t('frame.account', { name })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item leftSection={<IconUserCog size={16} />} onClick={() => void navigate({ to: '/account' })}>
          {t('frame.ownAccount')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
          {t('frame.shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <ColorSchemeChoice />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={logOut}>
          {t('frame.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
