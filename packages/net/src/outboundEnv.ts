import { z } from 'zod';

import { parseAllowedRanges } from './addresses.ts';
import type { OutboundRules } from './outboundRules.ts';

/** What calls to strangers need from the environment: spread into the `env.ts` of a process. */
export const outboundEnv = {
  /**
   * Addresses that are called although they are not public, `127.0.0.1:8025,10.1.0.0/16`: for tests, development, and networks
   * whose receivers live inside. Whoever may name endpoints reaches them.
   */
  OUTBOUND_ALLOW: z
    .string()
    .default('')
    .transform((value, context) => {
      try {
        return parseAllowedRanges(value);
      } catch {
        context.addIssue({ code: 'custom', message: 'must look like 127.0.0.1:8025,10.1.0.0/16,[::1]:3000' });
        return z.NEVER;
      }
    }),
  /** `yes` lets production use OUTBOUND_ALLOW. */
  OUTBOUND_ALLOW_IN_PRODUCTION: z.enum(['yes'], { error: 'must be yes or unset' }).optional(),
};

/** The parsed form of {@link outboundEnv}, with the kind of environment it is. */
export type OutboundEnv = z.output<z.ZodObject<typeof outboundEnv>> & { readonly NODE_ENV: string };

/**
 * The rules that the environment sets. Plain http is spoken outside of production only, or to allowed addresses. Throws when
 * production allows addresses without saying that it means to.
 */
export function outboundRules(env: OutboundEnv): OutboundRules {
  const isProduction = env.NODE_ENV === 'production';
  if (isProduction && env.OUTBOUND_ALLOW.length > 0 && env.OUTBOUND_ALLOW_IN_PRODUCTION !== 'yes')
    throw new Error(
      'OUTBOUND_ALLOW opens inner addresses: production wants OUTBOUND_ALLOW_IN_PRODUCTION=yes beside it.',
    );
  return { allowed: env.OUTBOUND_ALLOW, httpsOnly: isProduction };
}
