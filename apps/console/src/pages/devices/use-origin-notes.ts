import { explainConfiguration } from '@netloom/netjson-config';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device, DeviceVariables } from '../../model/device.ts';
import { configDocument } from './config-document.ts';
import { configurationInput } from './configuration-input.ts';
import { inheritedValues, sourceLabel } from './inherited-variables.ts';
import { lineOrigins, type LineOrigin } from './line-origins.ts';
import { useTemplateLayers, type TemplateLayer } from './template-layers.ts';

interface Given {
  device: Device;
  variables: DeviceVariables | undefined;
  /** The native configuration. */
  text: string | undefined;
}

const note = (
  { template, variables: names }: LineOrigin,
  layers: readonly TemplateLayer[],
  { sources }: DeviceVariables,
  t: TFunction,
): string => {
  const layer = template === undefined ? t('devices.rendered.own') : (layers[template]?.name ?? '');
  const [name] = names;
  return name === undefined
    ? layer
    : t('devices.rendered.throughVariable', { layer, name, source: sourceLabel(sources[name], t) });
};

/**
 * Where each line of the native configuration comes from, in words: a template, the device's own configuration, a
 * variable. Undefined while it is not wanted or not known.
 */
export const useOriginNotes = (
  { device, variables, text }: Given,
  wanted: boolean,
): (string | undefined)[] | undefined => {
  const { t } = useTranslation();
  const { backend, templates, config, context } = useMemo(() => configDocument(device), [device]);
  const layers = useTemplateLayers(templates, wanted);
  return useMemo(() => {
    if (!wanted || !layers || !variables || text === undefined) return undefined;
    const inherited = inheritedValues(variables);
    const input = configurationInput({ name: device.name, config, context, templates: layers, inherited });
    // The controller tells the syntax from the firmware; the one whose lines are those of the text is it.
    const attempts = [true, false].map((dsa) => {
      try {
        return lineOrigins(text, explainConfiguration(backend, { ...input, dsa }));
      } catch {
        return [];
      }
    });
    const known = (origins: readonly (LineOrigin | undefined)[]) => origins.filter(Boolean).length;
    const [first = [], second = []] = attempts;
    const best = known(second) > known(first) ? second : first;
    return best.map((origin) => origin && note(origin, layers, variables, t));
  }, [wanted, layers, variables, text, device, backend, config, context, t]);
};
