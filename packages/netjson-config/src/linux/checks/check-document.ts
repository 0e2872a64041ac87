import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import { planContext } from '../plan/plan-context.ts';
import { checkBridges } from './check-bridges.ts';
import { checkFiles } from './check-files.ts';
import { checkInterfaces } from './check-interfaces.ts';
import { checkInstances } from './check-instances.ts';
import { checkRadios } from './check-radios.ts';
import { checkRouting } from './check-routing.ts';
import { checkTexts } from './check-texts.ts';
import { checkWireless } from './check-wireless.ts';

/** Rules of Linux configurations that the schema cannot express. */
export function* checkLinuxDocument(document: JsonObject): Iterable<ConfigurationProblem> {
  const context = planContext(document);
  yield* checkTexts(document);
  yield* checkInterfaces(context);
  yield* checkBridges(context);
  yield* checkWireless(context);
  yield* checkRadios(document);
  yield* checkRouting(document);
  yield* checkInstances(document);
  yield* checkFiles(document);
}
