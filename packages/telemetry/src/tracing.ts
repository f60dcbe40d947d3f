import { createRequire } from 'node:module';
import type * as Api from '@opentelemetry/api';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';

/** W3C trace context as it travels in headers and job data: `traceparent` and, if any, `tracestate`. */
export type TraceCarrier = Record<string, string>;

/** What a span starts with. `parent` is the current span unless told; `traceFrom({})` starts a new trace. */
export interface SpanOptions {
  readonly attributes?: Attributes;
  readonly parent?: Context;
}

/** How long the last spans may take to be sent, in milliseconds: a collector that is away must not hold up a clean stop. */
const flushLimitMs = 3_000;

const nothing: TraceCarrier = Object.freeze({});
let isOn = false;

/** Whether spans go anywhere. False for the life of a process without an endpoint: hot paths skip all of tracing then. */
export function isTracing(): boolean {
  return isOn;
}

/**
 * Starts OpenTelemetry when `OTEL_EXPORTER_OTLP_ENDPOINT` is set and returns what sends the last spans and stops it. Without
 * an endpoint nothing is loaded and everything below does nothing. Call it before servers are made: they ask `isTracing`
 * once. Only traces are sent; metrics are at `/metrics`, logs on stdout. An endpoint that is away costs spans, nothing else.
 */
export async function startTracing(serviceName: string): Promise<() => Promise<void>> {
  // OpenTelemetry's SDK reads its own variables itself; this asks whether to load it at all.
  // eslint-disable-next-line no-restricted-properties
  if (!process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) return () => Promise.resolve();
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({ serviceName, metricReaders: [], logRecordProcessors: [] });
  reachLoadedTracers();
  sdk.start();
  isOn = true;
  return async () => {
    isOn = false;
    const late = new Promise<void>((resolve) => setTimeout(resolve, flushLimitMs).unref());
    await Promise.race([sdk.shutdown().catch(() => undefined), late]);
  };
}

/**
 * @apollo/gateway is CommonJS and has taken its tracer by now, from the API's other copy, which the SDK does not know of.
 * That copy's tracers are pointed at this one's, and the place that it took while doing so is made free again.
 */
function reachLoadedTracers(): void {
  const commonJs = createRequire(import.meta.url)('@opentelemetry/api') as typeof Api;
  commonJs.trace.setGlobalTracerProvider({ getTracer: (name, version) => trace.getTracer(name, version) });
  trace.disable();
}

/** The current trace, as headers for a request or to be stored beside work that somebody else does later. */
export function currentTrace(): TraceCarrier {
  if (!isOn) return nothing;
  const carrier: TraceCarrier = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** The context that a stored carrier or incoming headers name, whatever is current; else that of a new trace. */
export function traceFrom(carrier: unknown): Context {
  if (!isOn || typeof carrier !== 'object' || carrier === null) return ROOT_CONTEXT;
  // Baggage is a client's free text, which would travel on to everybody.
  return propagation.extract(ROOT_CONTEXT, { ...carrier, baggage: undefined });
}

/** Runs `work` in a span, recording what it throws. */
export function inSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  if (!isOn) return work();
  const { attributes = {}, parent = context.active() } = options;
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

/** Adds to the current span what became known only now. Does nothing outside of one. */
export function describeSpan(describe: {
  readonly name?: string;
  readonly attributes?: Attributes;
  readonly failed?: boolean;
}): void {
  const span: Span | undefined = isOn ? trace.getActiveSpan() : undefined;
  if (!span) return;
  if (describe.name !== undefined) span.updateName(describe.name);
  if (describe.attributes) span.setAttributes(describe.attributes);
  if (describe.failed === true) span.setStatus({ code: SpanStatusCode.ERROR });
}
