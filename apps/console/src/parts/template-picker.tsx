import { ActionIcon, Select, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconLock, IconX } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../model/template.ts';
import { defaultBackend } from '../resource/backends.ts';
import { AnchorLink } from './router-link.tsx';
import './template-picker.css';

interface Props {
  /** Ids in the order in which they are merged. */
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** The templates to choose from; undefined until they are known. */
  choices: readonly TemplateRow[] | undefined;
  readOnly?: boolean;
}

interface RowProps {
  template: TemplateRow;
  locked: boolean;
  readOnly: boolean;
  over: boolean;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: () => void;
  drag: {
    onDragStart: (event: DragEvent) => void;
    onDragOver: (event: DragEvent) => void;
    onDragEnd: () => void;
    onDrop: (event: DragEvent) => void;
  };
}

const Row = ({ template, locked, readOnly, over, onUp, onDown, onRemove, drag }: RowProps) => {
  const { t } = useTranslation();
  const { name } = template;
  const movable = !locked && !readOnly;
  return (
    <li draggable={movable} data-over={over || undefined} {...(movable ? drag : {})}>
      {locked ? (
        <Tooltip label={t('devices.configuration.lockedMeaning')}>
          <IconLock size={15} aria-hidden />
        </Tooltip>
      ) : (
        <span className="template-picker-handle" aria-hidden>
          <IconGripVertical size={15} />
        </span>
      )}
      <AnchorLink className="template-picker-name ellipsis" size="sm" to={`/templates/${template.id}`}>
        {name}
      </AnchorLink>
      {template.required || template.default ? (
        <span className="template-picker-word">
          {template.required ? t('devices.configuration.required') : t('devices.configuration.default')}
        </span>
      ) : null}
      {movable ? (
        <>
          <ActionIcon
            size="sm"
            aria-label={t('devices.configuration.moveUp', { name })}
            disabled={!onUp}
            onClick={onUp}
          >
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label={t('devices.configuration.moveDown', { name })}
            disabled={!onDown}
            onClick={onDown}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
          <ActionIcon size="sm" aria-label={t('schemaForm.remove', { name })} onClick={onRemove}>
            <IconX size={14} />
          </ActionIcon>
        </>
      ) : null}
    </li>
  );
};

/** The templates of a device or group, with their order. Required ones are locked on top. */
export const TemplatePicker = ({ value, onChange, choices, readOnly = false }: Props) => {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  if (!choices) return <Skeleton height={90} radius="md" />;
  const known = new Map(choices.map((template) => [template.id, template]));
  const rows = value.map(
    (id) =>
      known.get(id) ??
      ({
        id,
        name: id,
        organization: null,
        type: 'generic',
        backend: defaultBackend,
        default: false,
        required: false,
      } satisfies TemplateRow),
  );
  const firstFree = rows.filter(({ required }) => required).length;
  const free = choices.filter(({ id }) => !value.includes(id));

  const move = (from: number, to: number): void => {
    if (to < firstFree || to >= value.length || from === to) return;
    const next = [...value];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  const endDrag = (): void => {
    setDragged(undefined);
    setOver(undefined);
  };

  return (
    <>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed" mb="xs">
          {t('devices.configuration.noTemplates')}
        </Text>
      ) : (
        <ol className="template-picker">
          {rows.map((template, index) => (
            <Row
              key={template.id}
              template={template}
              locked={template.required}
              readOnly={readOnly}
              over={over === index && dragged !== index}
              onUp={index > firstFree ? () => move(index, index - 1) : undefined}
              onDown={index < rows.length - 1 ? () => move(index, index + 1) : undefined}
              onRemove={() => onChange(value.filter((id) => id !== template.id))}
              drag={{
                onDragStart: (event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  setDragged(index);
                },
                onDragOver: (event) => {
                  if (dragged === undefined) return;
                  event.preventDefault();
                  setOver(index);
                },
                onDragEnd: endDrag,
                onDrop: (event) => {
                  event.preventDefault();
                  if (dragged !== undefined) move(dragged, index);
                  endDrag();
                },
              }}
            />
          ))}
        </ol>
      )}
      {readOnly ? null : free.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('devices.configuration.noMoreTemplates')}
        </Text>
      ) : (
        <Select
          size="xs"
          aria-label={t('devices.configuration.addTemplate')}
          placeholder={t('devices.configuration.addTemplate')}
          searchable
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(id) => {
            if (id !== null) onChange([...value, id]);
          }}
        />
      )}
    </>
  );
};
