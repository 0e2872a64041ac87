import { expect, test } from 'vitest';
import { createMetrics } from './create-metrics.ts';

test('counters, gauges and histograms appear in the text', async () => {
  const metrics = createMetrics();
  const polls = metrics.counter({ name: 'netloom_polls_total', help: 'Polls', labelNames: ['result'] });
  polls.inc({ result: 'unchanged' }, 3);
  let devices = 5;
  metrics.gauge({
    name: 'netloom_devices',
    help: 'Devices',
    collect() {
      this.set(devices);
    },
  });
  const durations = metrics.histogram({
    name: 'netloom_render_seconds',
    help: 'Rendering',
    buckets: [0.1, 1],
  });
  durations.observe(0.5);

  devices = 7;
  const text = await metrics.text();
  expect(text).toContain('netloom_polls_total{result="unchanged"} 3');
  expect(text).toContain('netloom_devices 7');
  expect(text).toContain('netloom_render_seconds_bucket{le="0.1"} 0');
  expect(text).toContain('netloom_render_seconds_bucket{le="1"} 1');
  expect(metrics.contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
});

test('tells about the process itself', async () => {
  const text = await createMetrics().text();
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_seconds',
  ]) {
    expect(text).toMatch(new RegExp(`^${name} [0-9.e+-]+$`, 'm'));
  }
});

test('two registries do not mix', async () => {
  const first = createMetrics();
  const second = createMetrics();
  first.counter({ name: 'netloom_only_here_total', help: 'Here' }).inc();
  second.counter({ name: 'netloom_only_here_total', help: 'Here' });
  expect(await first.text()).toContain('netloom_only_here_total 1');
  expect(await second.text()).toContain('netloom_only_here_total 0');
});
