import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './variables-editor.css';

/** A value that comes from elsewhere, unless there is a variable of the same name here. */
export interface InheritedVariable {
  name: string;
  text: string;
  source: string;
  /** Not shown in clear. */
  secret?: boolean;
}

interface InheritedProps {
  inherited: readonly InheritedVariable[];
  onOverride: ((variable: InheritedVariable) => void) | undefined;
}

/** Greyed values and where each comes from. A long list is folded up at first. */
export const InheritedVariables = ({ inherited, onOverride }: InheritedProps) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(inherited.length <= 6);
  if (inherited.length === 0) return null;
  return (
    <div>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-expanded={open}
        mt="xs"
        onClick={() => setOpen(!open)}
      >
        {t('editor.variables.inheritedCount', { count: inherited.length })}
      </Button>
      {open
        ? inherited.map((variable) => (
            <div className="variables-inherited" key={variable.name}>
              <span className="mono ellipsis" title={variable.name}>
                {variable.name}
              </span>
              {variable.secret ? (
                <span className="mono">••••••••</span>
              ) : (
                <span className="mono ellipsis" title={variable.text}>
                  {variable.text}
                </span>
              )}
              <span className="variables-inherited-source ellipsis" title={variable.source}>
                {variable.source}
              </span>
              {onOverride ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t('editor.variables.overrideThing', { name: variable.name })}
                  onClick={() => onOverride(variable)}
                >
                  {t('editor.variables.override')}
                </Button>
              ) : null}
            </div>
          ))
        : null}
    </div>
  );
};
