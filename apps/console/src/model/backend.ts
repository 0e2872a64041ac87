import type { Schemas } from '@netloom/api-client';

/** A language that configurations are written in for devices. */
export type Backend = Schemas['Template']['backend'];
