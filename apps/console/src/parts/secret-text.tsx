import { ActionIcon, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Not a row of the same length: that would say how long the secret is. */
const hidden = '••••••••••••';

/** A secret that shows on request. */
export const SecretText = ({ text, label }: { text: string; label: string }) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const name = shown ? t('common.hideThing', { thing: label }) : t('common.showThing', { thing: label });
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      <span className="mono">{shown ? text : hidden}</span>
      <Tooltip label={name}>
        <ActionIcon size="sm" aria-label={name} onClick={() => setShown(!shown)}>
          {shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
        </ActionIcon>
      </Tooltip>
    </span>
  );
};
