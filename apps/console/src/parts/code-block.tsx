import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import './code-block.css';
import { useCopy } from './use-copy.ts';

interface Props {
  code: string;
  /** What it is, for people who cannot see where it stands. */
  label: string;
}

/** Commands or a file to take away, with one button that copies all of it. */
export const CodeBlock = ({ code, label }: Props) => {
  const { t } = useTranslation();
  const { copied, copy } = useCopy(code);
  return (
    <div className="code-block">
      <Button
        className="code-block-copy"
        size="compact-sm"
        variant="default"
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        aria-label={copied ? t('common.copied') : t('common.copyThing', { thing: label })}
        onClick={copy}
      >
        {copied ? t('common.copied') : t('common.copy')}
      </Button>
      <pre tabIndex={0} aria-label={label} className="mono">
        {code}
      </pre>
    </div>
  );
};
