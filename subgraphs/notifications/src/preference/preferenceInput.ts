import { z } from 'zod';

import { digests, kindNames } from '../notification/kinds.ts';

/** A kind of the registry. */
export const kindSchema = z.enum(kindNames, { error: `must be one of ${kindNames.join(', ')}` });

const channel = z.boolean().nullish();

/** A kind and what is to change about it. */
export const changeSchema = z
  .object({
    kind: kindSchema,
    inApp: channel,
    email: channel,
    webhook: channel,
    slack: channel,
    webPush: channel,
    digest: z.enum(digests).nullish(),
  })
  .transform(({ kind, ...channels }) => ({ kind, channels }));
