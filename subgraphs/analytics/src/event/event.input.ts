import { jsonObject, nonEmptyText } from '@prism/errors/inputSchemas';
import { z } from 'zod';

const maxEvents = 1_000;
// No number of events can make a sum of such values overflow, which would keep the whole batch out.
const maxValue = 1e100;
const maxPropertiesKibibytes = 8;
const dayMs = 24 * 60 * 60 * 1000;
const maxAheadMs = dayMs;
const maxBackMs = 10 * 366 * dayMs;

/** What events are tracked under, and thereby a metric's name. */
export const metricName = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,200}$/, 'must be 1 to 200 of letters, digits, "_", "." and "-"');

const at = z.date().refine((instant) => {
  const ahead = instant.getTime() - Date.now();
  return ahead <= maxAheadMs && ahead >= -maxBackMs;
}, 'must be at most a day ahead and ten years back');

const orNull = <T>(value: T | null | undefined) => value ?? null;

/** One event of `trackEvents`. */
export const eventInput = z.object({
  name: metricName,
  at: at.nullish().transform((value) => value ?? new Date()),
  value: z.number().min(-maxValue).max(maxValue).nullish().transform(orNull),
  properties: jsonObject(maxPropertiesKibibytes).nullish().transform(orNull),
  idempotencyKey: nonEmptyText(200).nullish().transform(orNull),
});

/** What `trackEvents` takes. Each event is judged by `eventInput` afterwards. */
export const trackEventsInput = z.object({
  events: z.array(z.unknown()).max(maxEvents, 'must be at most 1,000 events'),
});
