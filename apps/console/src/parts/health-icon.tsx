import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconHelpCircle,
  IconXboxXFilled,
} from '@tabler/icons-react';
import type { Health } from '../model/health.ts';

const icons = {
  ok: IconCircleCheckFilled,
  problem: IconAlertTriangleFilled,
  critical: IconXboxXFilled,
  unknown: IconHelpCircle,
  deactivated: IconCircleMinus,
} as const satisfies Record<Health, unknown>;

/** A shape for each health, so that nobody has to tell colours apart. */
export const HealthIcon = ({ health, size = 14 }: { health: Health; size?: number }) => {
  const Icon = icons[health];
  return <Icon size={size} aria-hidden />;
};
