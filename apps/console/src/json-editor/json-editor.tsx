import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import type { JsonObject } from '@netloom/netjson';
import CodeMirror from '@uiw/react-codemirror';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameJson } from '../editor/same-json.ts';
import './json-editor.css';
import { jsonTheme } from './json-theme.ts';
import { readJsonObject, type JsonReading } from './read-json-object.ts';

interface Props {
  label: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  /** Told when the text stops or starts being JSON: what is not JSON cannot be saved. */
  onValid?: (valid: boolean) => void;
  readOnly?: boolean;
  minHeight?: string;
}

const print = (value: JsonObject): string => JSON.stringify(value, null, 2);

const Complaint = ({ reading }: { reading: JsonReading }) => {
  const { t } = useTranslation();
  if ('value' in reading) return null;
  return (
    <div className="json-editor-error" role="alert">
      {reading.problem === 'type'
        ? t('editor.jsonNotObject')
        : t('editor.invalidJson', { reason: reading.reason })}
    </div>
  );
};

/**
 * A JSON object as text. While the text is no JSON the object stays as it was. When the object changes elsewhere, in
 * the form beside it, the text follows.
 */
export const JsonEditor = ({
  label,
  value,
  onChange,
  onValid,
  readOnly = false,
  minHeight = '220px',
}: Props) => {
  const [text, setText] = useState(() => print(value));
  const known = useRef(value);
  const reading = useMemo(() => readJsonObject(text), [text]);
  const valid = 'value' in reading;

  useEffect(() => {
    if (sameJson(known.current, value)) return;
    known.current = value;
    setText(print(value));
  }, [value]);
  useEffect(() => onValid?.(valid), [onValid, valid]);

  const extensions = useMemo(
    () => [
      json(),
      linter(jsonParseLinter(), { delay: 400 }),
      jsonTheme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
    ],
    [label],
  );

  return (
    <div className="json-editor" data-invalid={!valid || undefined}>
      <CodeMirror
        className="json-editor-field"
        height="100%"
        minHeight={minHeight}
        theme="none"
        value={text}
        extensions={extensions}
        readOnly={readOnly}
        basicSetup={{ highlightActiveLine: !readOnly, autocompletion: false, searchKeymap: true }}
        onChange={(next) => {
          setText(next);
          const read = readJsonObject(next);
          if (!('value' in read)) return;
          known.current = read.value;
          onChange(read.value);
        }}
      />
      <Complaint reading={reading} />
    </div>
  );
};
