import { Button, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { byteSize } from '../format/byte-size.ts';
import type { Rendered } from '../model/device.ts';
import { CopyButton } from './copy-button.tsx';
import { Panel } from './panel.tsx';
import { TextViewer } from './text-viewer.tsx';

const Files = ({ files }: { files: Rendered['files'] }) => {
  const { t, i18n } = useTranslation();
  return (
    <Panel title={t('devices.rendered.files')}>
      <Table.ScrollContainer minWidth={320}>
        <Table fz="sm" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('devices.rendered.path')}</Table.Th>
              <Table.Th>{t('devices.rendered.mode')}</Table.Th>
              <Table.Th ta="right">{t('devices.rendered.size')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.map(({ path, mode, size }) => (
              <Table.Tr key={path}>
                <Table.Td className="mono">{path}</Table.Td>
                <Table.Td className="mono">{mode}</Table.Td>
                <Table.Td ta="right">{byteSize(size, i18n.language)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
};

interface Props {
  rendered: Rendered;
  /** Address of the archive. */
  archive: string;
  text: string;
  /** Beside the button that downloads. */
  actions?: ReactNode;
  /** Words beside the lines of the native configuration, by their places. */
  notes?: readonly (string | undefined)[] | undefined;
}

/** The native configuration, the archive and its files. */
export const RenderedView = ({ rendered, archive, text, actions, notes }: Props) => {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {text} {t('devices.rendered.checksum')}: <span className="mono">{rendered.checksum}</span>{' '}
        <CopyButton text={rendered.checksum} label={t('devices.rendered.checksum')} />
      </Text>
      <TextViewer
        text={rendered.native}
        label={t('devices.rendered.native')}
        notes={notes}
        actions={
          <>
            {actions}
            <Button
              component="a"
              href={archive}
              download
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={14} />}
            >
              {t('devices.rendered.download')}
            </Button>
          </>
        }
      />
      {rendered.files.length > 0 ? <Files files={rendered.files} /> : null}
    </Stack>
  );
};
