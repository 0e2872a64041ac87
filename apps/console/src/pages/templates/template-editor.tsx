import { Alert, Stack, Text } from '@mantine/core';
import { unlessChangedSince, unwrap } from '@netloom/api-client';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { editedVersion } from '../../api/edited-version.ts';
import { configurationDiff } from '../../editor/configuration-diff.ts';
import { DocumentEditor } from '../../editor/document-editor.tsx';
import { EditorBar } from '../../editor/editor-bar.tsx';
import { problemsOf, type Problem } from '../../editor/problem.ts';
import { ReviewDrawer } from '../../editor/review-drawer.tsx';
import { useDraft } from '../../editor/use-draft.ts';
import { usePreview } from '../../editor/use-preview.ts';
import { VariablesEditor } from '../../editor/variables-editor.tsx';
import { formatCount } from '../../format/count.ts';
import type { Template } from '../../model/template.ts';
import { Panel } from '../../parts/panel.tsx';
import type { JsonPath } from '../../schema-form/form-context.ts';
import type { TemplateDocument } from './template-document.ts';
import './template-editor.css';
import { TemplateSettings } from './template-settings.tsx';
import { newTemplate, useRenderedTemplate } from './use-template.ts';

interface Props {
  /** The template; undefined for a new one. */
  template?: Template;
  saved: TemplateDocument;
  readOnly: boolean;
  onSaved: (template: Pick<Template, 'id' | 'name'>) => void;
}

/** Fields that stand in the settings; a problem with one of them is shown there. */
const settingFields = ['name', 'organization', 'backend', 'tags', 'notes'];

const settingErrors = (problems: readonly Problem[]): Map<string, string> =>
  new Map(
    problems
      .filter(({ path }) => path.length === 1 && settingFields.includes(String(path[0])))
      .map(({ path, message }) => [String(path[0]), message]),
  );

const useSave = (template: Template | undefined, onSaved: Props['onSaved']) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (document: TemplateDocument) =>
      template
        ? unwrap(
            api.PATCH('/api/v1/controller/template/{id}/', {
              params: { path: { id: template.id }, header: unlessChangedSince(template.etag) },
              body: document,
            }),
          )
        : unwrap(api.POST('/api/v1/controller/template/', { body: { ...document, type: 'generic' } })),
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: ['item', 'template', result.id] });
      await client.invalidateQueries({ queryKey: ['list', 'template'] });
      onSaved(result);
    },
  });
};

/** Edits a template, or makes one. */
export const TemplateEditor = ({ template, saved, readOnly, onSaved }: Props) => {
  const { t, i18n } = useTranslation();
  const id = template?.id ?? newTemplate;
  const draft = useDraft(`template.${id}`, saved, editedVersion(template?.etag));
  const { document, change } = draft;
  const [jsonValid, setJsonValid] = useState(true);
  const [valuesValid, setValuesValid] = useState(true);
  const [reviewing, setReviewing] = useState(false);
  const [target, setTarget] = useState<{ path: JsonPath }>();
  const isEmpty = Object.keys(document.config).length === 0;
  const request = useMemo(
    () => ({
      ...(template ? { template: template.id } : {}),
      name: document.name,
      organization: document.organization,
      backend: document.backend,
      config: document.config,
      default_values: document.default_values,
    }),
    [template, document],
  );
  const preview = usePreview(request, draft.dirty && !isEmpty);
  const rendered = useRenderedTemplate(id, template !== undefined && reviewing);
  const before = template ? rendered.data?.native : '';
  const after = isEmpty ? '' : preview.native;
  const diff = useMemo(() => {
    if (!reviewing || before === undefined || after === undefined || saved.backend !== document.backend)
      return undefined;
    const input = ({ config, default_values }: TemplateDocument) => ({ config, context: default_values });
    const old = template && { input: input(saved), native: before };
    return configurationDiff(document.backend, old, { input: input(document), native: after });
  }, [reviewing, before, after, template, saved, document]);
  const save = useSave(template, (result) => {
    setReviewing(false);
    draft.discard();
    onSaved(result);
  });
  const problems = save.error ? problemsOf(save.error) : preview.problems;
  const count = template?.device_count ?? 0;
  const reaches =
    count > 0
      ? t('templates.changeReaches', { count, formatted: formatCount(count, i18n.language) })
      : undefined;
  const valid = jsonValid && valuesValid;
  const goTo = ({ path }: Problem): void => {
    setReviewing(false);
    setTarget({ path });
  };

  return (
    <Stack gap="md">
      {readOnly ? (
        <Alert color="gray" variant="light" icon={<IconInfoCircle size={18} />}>
          {t('templates.readOnly')}
        </Alert>
      ) : null}
      {template?.type === 'vpn' ? (
        <Alert color="accent" variant="light" icon={<IconInfoCircle size={18} />}>
          {t('templates.vpnNotice')}
        </Alert>
      ) : null}
      <Panel title={t('templates.settings')}>
        <TemplateSettings
          document={document}
          onChange={(changes) => {
            save.reset();
            change(changes);
          }}
          errors={settingErrors(problems)}
          readOnly={readOnly}
        />
      </Panel>
      <Panel title={t('templates.configuration')}>
        <Text size="xs" c="dimmed" mb="sm">
          {t('templates.configurationHelp')}
        </Text>
        <DocumentEditor
          backend={document.backend}
          value={document.config}
          onChange={(config) => {
            save.reset();
            change({ config });
          }}
          problems={problems}
          target={target}
          onValid={setJsonValid}
          readOnly={readOnly}
        />
      </Panel>
      <Panel title={t('templates.field.defaultValues')}>
        <Text size="xs" c="dimmed" mb="xs">
          {t('templates.help.defaultValues')}
        </Text>
        <VariablesEditor
          label={t('templates.field.defaultValues')}
          value={document.default_values}
          onChange={(default_values) => change({ default_values })}
          onValid={setValuesValid}
          readOnly={readOnly}
        />
      </Panel>
      {readOnly ? null : (
        <EditorBar
          draft={draft}
          problems={problems}
          onGo={goTo}
          note={valid ? reaches : t('editor.cannotSave')}
          onSubmit={() => {
            save.reset();
            if (valid) setReviewing(true);
          }}
        />
      )}
      {reviewing ? (
        <ReviewDrawer
          before={before}
          after={after}
          diff={diff}
          problems={problems}
          checking={preview.checking}
          error={save.error && problems.length === 0 ? save.error : preview.error}
          saving={save.isPending}
          saveLabel={template ? t('common.save') : t('common.create')}
          note={reaches}
          onSave={() => save.mutate(document)}
          onGo={goTo}
          onClose={() => setReviewing(false)}
        />
      ) : null}
    </Stack>
  );
};
