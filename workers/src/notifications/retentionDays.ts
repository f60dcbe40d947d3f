import { z } from 'zod';

/** `NOTIFICATION_RETENTION_DAYS`: for how long notifications and what became of messages are kept, in days; 90 unless told. */
export const retentionDays = z.coerce
  .number({ error: 'must be a number of days' })
  .int()
  .min(1, 'must be 1 or more')
  .max(36_500, 'must be 36500 or less')
  .default(90);
