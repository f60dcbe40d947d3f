import { z } from 'zod';

/** What sending needs from the environment: spread into the `env.ts` of a process. */
export const channelsEnv = {
  /** SMTP servers in the order of preference, `smtp://user:password@host:587,smtps://…`. */
  SMTP_URLS: z.string().optional(),
};

/** The parsed form of {@link channelsEnv}. */
export type ChannelsEnv = z.output<z.ZodObject<typeof channelsEnv>>;
