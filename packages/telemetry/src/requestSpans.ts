import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { probePaths } from './probes.ts';
import { traceFrom } from './tracing.ts';

/** The little of fastify's request and reply that a span needs. */
interface TracedRequest {
  readonly method: string;
  readonly headers: object;
  readonly routeOptions: { readonly url?: string | undefined };
}
interface TracedReply {
  readonly raw: { readonly statusCode: number; once(event: 'close', listener: () => void): unknown };
}

const probes = new Set<string>(probePaths);

/**
 * A fastify `preHandler` hook: everything from there to the answer runs in a span, which continues the trace that the headers
 * name. Add it only while `isTracing`. An earlier hook would not do: reading the body leaves the span's context.
 */
export function requestSpans(service: string) {
  return ({ method, headers, routeOptions }: TracedRequest, { raw }: TracedReply, done: () => void): void => {
    const route = routeOptions.url ?? '';
    if (probes.has(route)) {
      done();
      return;
    }
    const parent = traceFrom(headers);
    const attributes = { 'prism.service': service, 'http.request.method': method, 'http.route': route };
    const options = { kind: SpanKind.SERVER, attributes };
    const span = trace.getTracer('prism').startSpan(`${service} ${method} ${route}`, options, parent);
    raw.once('close', () => {
      span.setAttribute('http.response.status_code', raw.statusCode);
      if (raw.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(parent, span), done);
  };
}
