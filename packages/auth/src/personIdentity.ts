import { text } from '@prism/errors/inputSchemas';
import { z } from 'zod';

/** Who an issuer says that a person is. `issuer` and `subject` together never change; the rest is kept up to date. */
export const personIdentitySchema = z.object({
  issuer: text(500).min(1),
  subject: text(500).min(1),
  email: text(320).pipe(z.email()),
  emailVerified: z.boolean(),
  displayName: text(200).trim().min(1),
});

/** The parsed form of {@link personIdentitySchema}. */
export type PersonIdentity = z.infer<typeof personIdentitySchema>;
