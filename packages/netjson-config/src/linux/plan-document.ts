import type { JsonObject } from '@netloom/netjson';
import type { LinuxPlan } from './linux-manifest-of.ts';
import type { PlanContext } from './plan/plan-context.ts';
import { planContext } from './plan/plan-context.ts';
import { planInterfaces } from './plan/plan-interfaces.ts';
import { planRules } from './plan/plan-rules.ts';
import { planRadios } from './plan/plan-wireless.ts';
import { planSystem } from './system-files.ts';

/** What a document asks for; also for one that is not valid, as far as it makes sense. */
export function planDocument(document: JsonObject, context: PlanContext = planContext(document)): LinuxPlan {
  return {
    system: planSystem(document),
    interfaces: planInterfaces(context),
    rules: planRules(document, context.resolve),
    radios: planRadios(document),
  };
}
