import { context, propagation, SpanStatusCode, trace, type Attributes, type Context } from '@opentelemetry/api';

/** W3C trace context as it travels in job data: `traceparent` and, if any, `tracestate`. */
export type TraceCarrier = Record<string, string>;

/**
 * Starts OpenTelemetry when `OTEL_EXPORTER_OTLP_ENDPOINT` is set and returns what stops it. Without an endpoint nothing is
 * loaded and every span below costs next to nothing.
 */
export async function startTracing(serviceName: string): Promise<() => Promise<void>> {
  // OpenTelemetry's SDK reads its own variables itself; this asks whether to load it at all.
  // eslint-disable-next-line no-restricted-properties
  if (!process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) return () => Promise.resolve();
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({ serviceName });
  sdk.start();
  return () => sdk.shutdown();
}

/** The current trace, to be stored beside work that somebody else does later. */
export function currentTrace(): TraceCarrier {
  const carrier: TraceCarrier = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** The context that a stored carrier or incoming headers name. */
export function traceFrom(carrier: unknown): Context {
  return propagation.extract(context.active(), carrier ?? {});
}

/** Runs `work` in a span below `parent` (default: the current one), recording what it throws. */
export async function inSpan<T>(
  name: string,
  { attributes = {}, parent = context.active() }: { attributes?: Attributes; parent?: Context },
  work: () => Promise<T>,
): Promise<T> {
  return trace.getTracer('prism').startActiveSpan(name, { attributes }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
