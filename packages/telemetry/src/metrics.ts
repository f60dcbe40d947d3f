import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's registry: every metric of Prism is in it, and `/metrics` prints it. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

interface MetricOptions<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly L[];
}

const options = <L extends string>({ name, help, labelNames }: MetricOptions<L>) => ({
  name,
  help,
  labelNames: labelNames ?? [],
  registers: [registry],
});

/** A number that only grows. Call once per metric, at module level. */
export function counter<L extends string>(metric: MetricOptions<L>): Counter<L> {
  return new Counter(options(metric));
}

/** A number that goes both ways. Call once per metric, at module level. */
export function gauge<L extends string>(metric: MetricOptions<L>): Gauge<L> {
  return new Gauge(options(metric));
}

/** A distribution in seconds, by default from 1 ms to 10 s. Call once per metric, at module level. */
export function histogram<L extends string>(metric: MetricOptions<L> & { readonly buckets?: number[] }): Histogram<L> {
  const buckets = metric.buckets ?? [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  return new Histogram({ ...options(metric), buckets });
}
