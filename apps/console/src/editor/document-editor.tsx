import { SegmentedControl, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { JsonObject } from '@netloom/netjson';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonEditor } from '../json-editor/json-editor.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import type { JsonPath } from '../schema-form/form-context.ts';
import { SchemaForm } from '../schema-form/schema-form.tsx';
import './document-editor.css';
import { problemsByField, type Problem } from './problem.ts';
import { useSchema } from './use-schemas.ts';

interface Props {
  backend: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  problems: readonly Problem[];
  /** A field to go to. */
  target?: { path: JsonPath } | undefined;
  onValid: (valid: boolean) => void;
  readOnly?: boolean;
}

/** Form and JSON side by side on one document; one after the other where there is no room. */
export const DocumentEditor = ({
  backend,
  value,
  onChange,
  problems,
  target,
  onValid,
  readOnly = false,
}: Props) => {
  const { t } = useTranslation();
  const { schema, error } = useSchema(backend);
  const sideBySide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [view, setView] = useState<'form' | 'json'>('form');
  const byField = useMemo(() => problemsByField(problems), [problems]);

  if (error) return <ErrorState error={error} />;
  const form = schema ? (
    <SchemaForm
      schema={schema}
      value={value}
      onChange={onChange}
      problems={byField}
      target={target}
      readOnly={readOnly}
    />
  ) : (
    <Skeleton height={220} radius="md" />
  );
  const json = (
    <JsonEditor
      label={t('editor.jsonLabel')}
      value={value}
      onChange={onChange}
      onValid={onValid}
      readOnly={readOnly}
    />
  );
  if (sideBySide) {
    return (
      <div className="document-editor">
        <div>{form}</div>
        <div className="document-editor-json">{json}</div>
      </div>
    );
  }
  return (
    <>
      <SegmentedControl
        mb="sm"
        value={view}
        onChange={(next) => setView(next === 'json' ? 'json' : 'form')}
        data={[
          { value: 'form', label: t('editor.form') },
          { value: 'json', label: t('editor.json') },
        ]}
      />
      {view === 'form' ? (
        form
      ) : (
        <div className="document-editor-json" data-alone>
          {json}
        </div>
      )}
    </>
  );
};
