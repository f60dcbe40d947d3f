import { trace } from '@opentelemetry/api';
import { pino } from 'pino';

/** A JSON logger. Children carry `requestId` and `organizationId`; every line carries the trace it belongs to. */
export type Logger = pino.Logger;

/**
 * One logger for a process. Lines are JSON on stdout; the level comes from `LOG_LEVEL` (default `info`). Headers and
 * fields that hold secrets are removed whatever is logged. It must work before a process has read its environment, since a
 * fault in that is the first thing to log: hence the one variable it reads itself.
 */
// eslint-disable-next-line no-restricted-properties
export function createLogger(name: string, level = process.env['LOG_LEVEL'] ?? 'info'): Logger {
  return pino({
    name,
    level,
    base: { service: name },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.authorization', '*.token', '*.secret', '*.apiKey', '*.password', 'authorization', 'token', 'secret'],
      remove: true,
    },
    mixin: () => {
      const context = trace.getActiveSpan()?.spanContext();
      return context ? { traceId: context.traceId, spanId: context.spanId } : {};
    },
  });
}
