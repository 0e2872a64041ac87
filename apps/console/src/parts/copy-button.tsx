import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCopy } from './use-copy.ts';

interface Props {
  text: string;
  /** What is copied, for the button's name: "Copy MAC address". */
  label: string;
}

export const CopyButton = ({ text, label }: Props) => {
  const { t } = useTranslation();
  const { copied, copy } = useCopy(text);
  const name = copied ? t('common.copied') : t('common.copyThing', { thing: label });
  return (
    <Tooltip label={name}>
      <ActionIcon size="sm" aria-label={name} color={copied ? 'green' : 'gray'} onClick={copy}>
        {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  );
};
