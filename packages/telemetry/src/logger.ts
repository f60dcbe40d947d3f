import { trace } from '@opentelemetry/api';
import { pino } from 'pino';

/** A JSON logger. Children carry `requestId` and `organizationId`; every line carries the trace it belongs to. */
export type Logger = pino.Logger;

const secretFields = ['authorization', 'cookie', 'token', 'secret', 'apiKey', 'password'];

/** Where a secret may stand in what is logged: in the line itself, in a value of it, in the headers of a request of it. */
const redacted = [
  ...secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  // ioredis hangs the command that failed on its error, and the first one carries the password.
  'err.command.args',
];

/**
 * A logger for a part of a process. Lines are JSON on stdout; the level comes from `LOG_LEVEL` (unset or empty: `info`).
 * Fields that hold secrets are removed, up to two levels deep, and so are the arguments of a failed Redis command. It must
 * work before a process has read its environment, since a fault in that is the first thing to log: hence the one variable it
 * reads itself. Throws on a level that pino does not know.
 */
export function createLogger(name: string, level = levelOfProcess()): Logger {
  return pino({
    name,
    level,
    base: { service: name },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redacted, remove: true },
    mixin: () => {
      const context = trace.getActiveSpan()?.spanContext();
      return context ? { traceId: context.traceId, spanId: context.spanId } : {};
    },
  });
}

function levelOfProcess(): string {
  // eslint-disable-next-line no-restricted-properties
  return process.env['LOG_LEVEL'] || 'info';
}
