import { OutboundError } from '@prism/net/outboundError';
import { parseOutboundUrl, type OutboundRules } from '@prism/net/outboundRules';
import { badUserInput } from '@prism/errors/errors';
import { nonEmptyText, text } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import { isKind, kindNames } from '../notification/kinds.ts';
import { endpointChannels } from './endpoint.ts';

const kinds = z
  .array(z.string().refine(isKind, `must be one of ${kindNames.join(', ')}`))
  .min(1, 'must not be empty: leave it out for all kinds')
  .max(kindNames.length, 'must name each kind once at most')
  .transform((names) => [...new Set<string>(names)]);

const label = nonEmptyText(100);
const url = text(2_048);

/** How GraphQL calls the schemes, and what they are called on the wire. */
export const schemes = { HMAC_SHA256: 'v1', ED25519: 'v1a' } as const;

const scheme = z.enum(['HMAC_SHA256', 'ED25519']).transform((name) => schemes[name]);

const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]+=*$/, 'must be base64url')
    .refine((value) => Buffer.from(value, 'base64url').length === bytes, `must be ${String(bytes)} bytes in base64url`);

const pushKeys = z.object({
  p256dh: base64url(65).refine((value) => Buffer.from(value, 'base64url')[0] === 4, 'must be an uncompressed point'),
  auth: base64url(16),
});

/** What `createEndpoint` takes. */
export const createSchema = z
  .object({
    channel: z.enum(endpointChannels),
    owner: z.enum(['PERSON', 'ORGANIZATION']),
    url,
    label,
    kinds: kinds.nullish().transform((names) => names ?? null),
    scheme: scheme.nullish().transform((name) => name ?? 'v1'),
    pushKeys: pushKeys.nullish().transform((keys) => keys ?? null),
  })
  .superRefine(({ channel, owner, pushKeys: keys }, context) => {
    const fault = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (channel === 'WEB_PUSH' && keys === null) fault('pushKeys', 'is required for Web Push');
    if (channel !== 'WEB_PUSH' && keys !== null) fault('pushKeys', 'is for Web Push only');
    if (channel === 'WEB_PUSH' && owner === 'ORGANIZATION') fault('owner', 'must be PERSON: a browser is a person’s');
  });

/** What `updateEndpoint` takes. */
export const updateSchema = z.object({
  id: z.string(),
  url: url.nullish().transform((value) => value ?? undefined),
  label: label.nullish().transform((value) => value ?? undefined),
  kinds: kinds.nullish(),
  enabled: z
    .boolean()
    .nullish()
    .transform((value) => value ?? undefined),
});

/** What `rotateEndpointSecret` takes. */
export const rotateSchema = z.object({
  id: z.string(),
  overlapHours: z.int().min(0, 'must be 0 or more').max(168, 'must be at most 168'),
  scheme: scheme.nullish().transform((name) => name ?? null),
});

/** The address as it is stored. BAD_USER_INPUT for one that Prism does not call. */
export function checkUrl(rules: OutboundRules, value: string): string {
  try {
    return parseOutboundUrl(rules, value).href;
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw badUserInput([{ path: 'input.url', message: error.message }]);
  }
}
