import { Button, Select, Stack, Text } from '@mantine/core';
import { unlessChangedSince, unwrap } from '@netloom/api-client';
import { IconAdjustments } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { editedVersion } from '../../api/edited-version.ts';
import { configurationDiff } from '../../editor/configuration-diff.ts';
import { DocumentEditor } from '../../editor/document-editor.tsx';
import { EditorBar } from '../../editor/editor-bar.tsx';
import { problemsOf, type Problem } from '../../editor/problem.ts';
import { useOwnProblems } from './use-own-problems.ts';
import { useWarnings } from './use-warnings.ts';
import { ReviewDrawer } from '../../editor/review-drawer.tsx';
import { useDraft } from '../../editor/use-draft.ts';
import { usePreview } from '../../editor/use-preview.ts';
import { VariablesEditor } from '../../editor/variables-editor.tsx';
import type { Device } from '../../model/device.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { requiredFirst, useTemplateChoices } from '../../parts/template-choices.ts';
import { TemplatePicker } from '../../parts/template-picker.tsx';
import { toast } from '../../parts/toast.ts';
import { backendChoices, chosenBackend } from '../../resource/backends.ts';
import type { JsonPath } from '../../schema-form/form-context.ts';
import { useMay } from '../../session/session-context.ts';
import { configDocument, type ConfigDocument } from './config-document.ts';
import './device-configuration.css';
import { inheritedValues, inheritedVariables } from './inherited-variables.ts';
import { useChangedInputs } from './use-changed-inputs.ts';
import { useDeviceVariables, useRendered } from './use-device.ts';

const useSave = (device: Device, onSaved: () => void) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (document: ConfigDocument) =>
      unwrap(
        api.PATCH('/api/v1/controller/device/{id}/', {
          params: { path: { id: device.id }, header: unlessChangedSince(device.etag) },
          body: { config: document },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['item', 'device', device.id] });
      onSaved();
      toast(t('editor.saved'));
    },
  });
};

/** Edits a device's configuration: templates, variables, and what only this device has. */
export const DeviceConfiguration = ({ device }: { device: Device }) => {
  const { t } = useTranslation();
  const may = useMay();
  const readOnly = device.is_deactivated || !may('change', 'config.device');
  const [started, setStarted] = useState(device.config !== null);
  const saved = useMemo(() => configDocument(device), [device]);
  const draft = useDraft(`device.${device.id}`, saved, editedVersion(device.etag));
  const { document, change } = draft;

  const [jsonValid, setJsonValid] = useState(true);
  const [variablesValid, setVariablesValid] = useState(true);
  const [reviewing, setReviewing] = useState(false);
  const [target, setTarget] = useState<{ path: JsonPath }>();
  const request = useMemo(
    () => ({
      device: device.id,
      name: device.name,
      mac_address: device.mac_address,
      organization: device.organization,
      group: device.group,
      os: device.os,
      ...document,
    }),
    [device, document],
  );
  const preview = usePreview(request, draft.dirty);
  const rendered = useRendered(device.id, device.config !== null && reviewing);
  const variables = useDeviceVariables(device.id);
  const choices = useTemplateChoices({ organization: device.organization, backend: document.backend });
  const save = useSave(device, () => {
    setReviewing(false);
    draft.discard();
  });
  const problems = useOwnProblems(save.error ? problemsOf(save.error) : preview.problems, document);

  const inherited = useMemo(() => variables.data && inheritedValues(variables.data), [variables.data]);
  const inputs = useChangedInputs(
    { name: device.name, before: saved, after: document, inherited },
    reviewing,
  );
  const warnings = useWarnings({ device, before: saved, after: document, inputs });
  const before = device.config === null ? '' : rendered.data?.native;
  const after = preview.native;
  const diff = useMemo(() => {
    if (!inputs || before === undefined || after === undefined || saved.backend !== document.backend)
      return undefined;
    const old = device.config === null ? undefined : { input: inputs.before, native: before };
    return configurationDiff(document.backend, old, { input: inputs.after, native: after });
  }, [inputs, before, after, device, saved, document]);
  const goTo = ({ path }: Problem): void => {
    setReviewing(false);
    setTarget({ path });
  };

  if (!started && !draft.dirty) {
    return (
      <EmptyState
        icon={IconAdjustments}
        title={t('devices.configuration.none')}
        actions={
          readOnly ? null : (
            <Button mt="xs" onClick={() => setStarted(true)}>
              {t('devices.configuration.start')}
            </Button>
          )
        }
      >
        {t('devices.configuration.noneText')}
      </EmptyState>
    );
  }

  return (
    <Stack gap="md">
      <div className="device-configuration-top">
        <Panel title={t('devices.configuration.templates')}>
          <Text size="xs" c="dimmed" mb="xs">
            {t('devices.configuration.templatesHelp')}
          </Text>
          <TemplatePicker
            value={document.templates}
            onChange={(templates) => change({ templates: requiredFirst(templates, choices ?? []) })}
            choices={choices}
            readOnly={readOnly}
          />
          <Select
            mt="md"
            size="xs"
            maw={260}
            label={t('devices.configuration.backend')}
            description={t('devices.configuration.backendHelp')}
            data={backendChoices}
            value={document.backend}
            allowDeselect={false}
            disabled={readOnly}
            onChange={(backend) => change({ backend: chosenBackend(backend) })}
          />
        </Panel>
        <Panel title={t('devices.configuration.variables')}>
          <Text size="xs" c="dimmed" mb="xs">
            {t('devices.configuration.variablesHelp', { braces: '{{ name }}' })}
          </Text>
          <VariablesEditor
            label={t('devices.configuration.variables')}
            value={document.context}
            onChange={(context) => change({ context })}
            onValid={setVariablesValid}
            inherited={variables.data ? inheritedVariables(variables.data, t) : []}
            readOnly={readOnly}
          />
        </Panel>
      </div>
      <Panel title={t('devices.configuration.own')}>
        <Text size="xs" c="dimmed" mb="sm">
          {t('devices.configuration.ownHelp')}
        </Text>
        <DocumentEditor
          backend={document.backend}
          value={document.config}
          onChange={(config) => change({ config })}
          problems={problems}
          target={target}
          onValid={setJsonValid}
          readOnly={readOnly}
        />
      </Panel>
      {readOnly ? null : (
        <EditorBar
          draft={draft}
          problems={problems}
          onGo={goTo}
          onSubmit={() => {
            save.reset();
            if (jsonValid && variablesValid) setReviewing(true);
          }}
          note={jsonValid && variablesValid ? undefined : t('editor.cannotSave')}
        />
      )}
      {reviewing ? (
        <ReviewDrawer
          before={before}
          after={after}
          diff={diff}
          problems={problems}
          warnings={warnings}
          checking={preview.checking}
          error={save.error && problems.length === 0 ? save.error : preview.error}
          saving={save.isPending}
          saveLabel={t('common.save')}
          onSave={() => save.mutate(document)}
          onGo={goTo}
          onClose={() => setReviewing(false)}
        />
      ) : null}
    </Stack>
  );
};
