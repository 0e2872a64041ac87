import { createRequire } from 'node:module';
import type prometheus from 'prom-client';
import type {
  Counter,
  CounterConfiguration,
  Gauge,
  GaugeConfiguration,
  Histogram,
  HistogramConfiguration,
} from 'prom-client';

type Made<Configuration> = Omit<Configuration, 'registers'>;

/**
 * What this process counts and measures about itself, for Prometheus. Names follow its conventions:
 * `netloom_<what>_<unit>`, counters end in `_total`.
 *
 * Label values must come from a short fixed list (a queue, a route's pattern, a result): every new value is a series
 * that Prometheus keeps for ever, so never a device, a user or a URL.
 */
export interface Metrics {
  counter<Label extends string>(configuration: Made<CounterConfiguration<Label>>): Counter<Label>;
  /** Give it `collect` to read a value only when somebody asks for it. */
  gauge<Label extends string>(configuration: Made<GaugeConfiguration<Label>>): Gauge<Label>;
  /** Durations are in seconds. */
  histogram<Label extends string>(configuration: Made<HistogramConfiguration<Label>>): Histogram<Label>;
  /** Everything in the Prometheus text format. */
  text(): Promise<string>;
  /** The media type to send the text as. */
  contentType: string;
}

/** Loaded when something is measured: not every program does. */
const loadPrometheus = (): typeof prometheus =>
  createRequire(import.meta.url)('prom-client') as typeof prometheus;

/** A registry of its own (two servers in one test do not mix), with the process's memory, CPU and event-loop lag. */
export const createMetrics = (): Metrics => {
  const client = loadPrometheus();
  const registry = new client.Registry();
  client.collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    counter: (configuration) => new client.Counter({ ...configuration, registers }),
    gauge: (configuration) => new client.Gauge({ ...configuration, registers }),
    histogram: (configuration) => new client.Histogram({ ...configuration, registers }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};
