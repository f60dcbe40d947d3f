import { outboundEnv, type OutboundEnv } from '@prism/net/outboundEnv';
import { z } from 'zod';

const isUrlOf = (protocols: readonly string[]) => (value: string) =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

/** What sending needs from the environment: spread into the `env.ts` of a process, beside NODE_ENV. */
export const channelsEnv = {
  ...outboundEnv,
  /** SMTP servers in the order of preference, `smtp://user:password@host:587,smtps://…`; none: no email is sent. */
  SMTP_URLS: z
    .string()
    .default('')
    .transform((value) => value.split(',').map((url) => url.trim()))
    .transform((urls) => urls.filter((url) => url !== ''))
    .refine(
      (urls) => urls.every(isUrlOf(['smtp:', 'smtps:'])),
      'must look like smtp://user:password@host:587,smtps://host',
    ),
  /** Where people reach the gateway, `https://prism.example.com`: links in emails lead there. Required beside SMTP_URLS. */
  PUBLIC_URL: z
    .string()
    .refine(isUrlOf(['https:', 'http:']), 'must be a URL starting with https:// or http://')
    .optional(),
  /** Whom emails are from, `Prism <no-reply@example.com>`. Required beside SMTP_URLS. */
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>@]* <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'must look like Prism <no-reply@example.com>')
    .optional(),
  /** The key pair that push services know Prism by, as `web-push generate-vapid-keys` prints it; none: nothing is pushed. */
  VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[\w-]{87}$/, 'must be 65 bytes in base64url')
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be 32 bytes in base64url')
    .optional(),
  /** Whom push services turn to, `mailto:…` or `https://…`. Required beside the key pair. */
  VAPID_SUBJECT: z
    .string()
    .refine(isUrlOf(['mailto:', 'https:']), 'must be a mailto: or https: URL')
    .optional(),
};

/** The parsed form of {@link channelsEnv}, with the kind of environment it is. */
export type ChannelsEnv = z.output<z.ZodObject<typeof channelsEnv>> & OutboundEnv;

const companions = [
  ['SMTP_URLS', ['MAIL_FROM', 'PUBLIC_URL']],
  ['VAPID_PUBLIC_KEY', ['VAPID_PRIVATE_KEY', 'VAPID_SUBJECT']],
  ['VAPID_PRIVATE_KEY', ['VAPID_PUBLIC_KEY']],
  ['VAPID_SUBJECT', ['VAPID_PUBLIC_KEY']],
] as const;

/** Which of {@link channelsEnv} is missing beside what is set: for `readEnv`. */
export function findChannelsFaults(
  present: Readonly<Record<string, string | undefined>>,
): { readonly name: string; readonly message: string }[] {
  const missing = companions.flatMap(([set, needed]) =>
    present[set] === undefined
      ? []
      : needed.filter((name) => present[name] === undefined).map((name) => [name, set] as const),
  );
  // Whoever is missed by two is named once.
  return [...new Map(missing.toReversed())].map(([name, set]) => ({ name, message: `is required beside ${set}` }));
}
