import { Collapse, UnstyledButton } from '@mantine/core';
import { IconAlertCircleFilled, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasProblem, pathKey, useFormContext, type JsonPath } from './form-context.ts';

interface Props {
  className: 'form-section' | 'form-entry';
  path: JsonPath;
  title: string;
  /** What it is, beside the title. */
  detail?: string;
  initiallyOpen: boolean;
  /** Buttons on the right of the head. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of the form that folds up. It opens by itself when a problem below it is to be shown. */
export const Collapsible = ({ className, path, title, detail, initiallyOpen, actions, children }: Props) => {
  const { t } = useTranslation();
  const { problems, focus } = useFormContext();
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  const isWanted = focus !== undefined && (focus === pathKey(path) || focus.startsWith(`${pathKey(path)}.`));
  useEffect(() => {
    if (isWanted) setOpen(true);
  }, [isWanted, focus]);
  const marked = hasProblem(problems, path);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={className}>
      <div className="form-section-head">
        <UnstyledButton
          className="form-toggle"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={16} aria-hidden style={{ flex: 'none' }} />
          <span className="ellipsis">{title}</span>
          {detail === undefined ? null : <span className="form-toggle-detail ellipsis">{detail}</span>}
          {marked ? (
            <span className="form-mark">
              <IconAlertCircleFilled size={16} aria-hidden />
              <span className="visually-hidden">{t('schemaForm.hasProblem')}</span>
            </span>
          ) : null}
        </UnstyledButton>
        {actions}
      </div>
      <Collapse expanded={open} id={id} transitionDuration={120}>
        {open ? <div className="form-section-body">{children}</div> : null}
      </Collapse>
    </div>
  );
};
