import { Text } from '@mantine/core';
import type {
  ConfigurationDiff,
  FileDiff,
  OptionDiff,
  PackageDiff,
  SectionDiff as Section,
} from '@netloom/netjson-config';
import { useTranslation } from 'react-i18next';
import { DiffView } from './diff-view.tsx';
import './section-diff.css';

type Change = OptionDiff['change'];

const ChangeTag = ({ change }: { change: Change }) => {
  const { t } = useTranslation();
  return (
    <span className="change-tag" data-change={change}>
      {t(`editor.change.${change}`)}
    </span>
  );
};

/** A value under the other; a list has a line for each member. */
const Value = ({ value, kind }: { value: OptionDiff['before']; kind: 'before' | 'after' }) => {
  if (value === undefined) return null;
  const Element = kind === 'before' ? 'del' : 'ins';
  return (
    <Element className="option-value">
      {[value].flat().map((text, index) => (
        <span key={index}>{text}</span>
      ))}
    </Element>
  );
};

const Options = ({ options }: { options: readonly OptionDiff[] }) => (
  <dl className="option-list mono">
    {options.map(({ name, before, after }) => (
      <div className="option-row" key={name}>
        <dt>{name}</dt>
        <dd>
          <Value value={before} kind="before" />
          <Value value={after} kind="after" />
        </dd>
      </div>
    ))}
  </dl>
);

const SectionCard = ({ section }: { section: Section }) => {
  const { name, type, typeBefore, change, options } = section;
  return (
    <section className="section-card" data-change={change}>
      <h4 className="section-title mono">
        {typeBefore === undefined ? null : <del>{typeBefore}</del>} {type} <strong>{name}</strong>
        <ChangeTag change={change} />
      </h4>
      {options.length > 0 ? <Options options={options} /> : null}
    </section>
  );
};

const Package = ({ part }: { part: PackageDiff }) => {
  const { t } = useTranslation();
  return (
    <section aria-label={part.name}>
      <h3 className="package-title mono">
        {part.name}
        {part.change === 'changed' ? null : <ChangeTag change={part.change} />}
      </h3>
      {part.isReordered ? (
        <Text size="xs" c="dimmed" mb={6}>
          {t('editor.reordered')}
        </Text>
      ) : null}
      {part.sections.map((section) => (
        <SectionCard key={section.name} section={section} />
      ))}
    </section>
  );
};

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

const File = ({ file }: { file: FileDiff }) => {
  const { path, change, before, after } = file;
  const modes = [before, after].flatMap((state) => (state ? [octal(state.mode)] : []));
  return (
    <section className="section-card" data-change={change} aria-label={path}>
      <h4 className="section-title mono">
        <strong>{path}</strong> {[...new Set(modes)].join(' → ')}
        <ChangeTag change={change} />
      </h4>
      {before?.contents === after?.contents ? null : (
        <DiffView before={before?.contents ?? ''} after={after?.contents ?? ''} />
      )}
    </section>
  );
};

/** What a change does to the native configuration: packages, sections and options, then files. */
export const SectionDiff = ({ diff }: { diff: ConfigurationDiff }) => {
  const { t } = useTranslation();
  if (diff.isEmpty) return <Text size="sm">{t('editor.noEffect')}</Text>;
  return (
    <div className="section-diff" role="region" aria-label={t('editor.reviewTitle')}>
      {diff.packages.map((part) => (
        <Package key={part.name} part={part} />
      ))}
      {diff.files.length > 0 ? (
        <section>
          <h3 className="package-title">{t('editor.files')}</h3>
          {diff.files.map((file) => (
            <File key={file.path} file={file} />
          ))}
        </section>
      ) : null}
    </div>
  );
};
