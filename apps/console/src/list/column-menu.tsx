import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconColumns3, IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../resource/define-resource.ts';

interface Props<Row> {
  columns: readonly Column<Row>[];
  shown: readonly Column<Row>[];
  changed: boolean;
  onToggle: (id: string) => void;
  onReset: () => void;
}

/** Chooses what a list shows. The name is always there. */
export const ColumnMenu = <Row,>({ columns, shown, changed, onToggle, onReset }: Props<Row>) => {
  const { t } = useTranslation();
  const ids = shown.map(({ id }) => id);
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={230}>
      <Menu.Target>
        <Tooltip label={t('list.columns')}>
          <ActionIcon size={34} variant="default" aria-label={t('list.columns')}>
            <IconColumns3 size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {columns
          .filter(({ id }) => id !== 'name')
          .map(({ id, label }) => (
            <Menu.CheckboxItem key={id} checked={ids.includes(id)} onChange={() => onToggle(id)}>
              {label(t)}
            </Menu.CheckboxItem>
          ))}
        {changed ? (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconRestore size={16} />} onClick={onReset}>
              {t('list.columnsReset')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
};
