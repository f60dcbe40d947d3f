import type { SigningScheme } from '@prism/channels/webhook/signingSecret';

/** How an endpoint is spoken to. */
export const endpointChannels = ['WEBHOOK', 'SLACK', 'WEB_PUSH'] as const;

/** One of {@link endpointChannels}. */
export type EndpointChannel = (typeof endpointChannels)[number];

/** Who has endpoints: a person in an organization, or, where `ownerId` is null, the organization. */
export type EndpointOwner = { readonly organizationId: string; readonly ownerId: string | null };

/** An address outside of Prism, as it is stored: what is secret in it is sealed. */
export type StoredEndpoint = {
  readonly organizationId: string;
  readonly id: string;
  readonly ownerId: string | null;
  readonly channel: EndpointChannel;
  readonly label: string;
  readonly url: Buffer;
  readonly keys: Buffer | null;
  /** Null for every kind. */
  readonly kinds: readonly string[] | null;
  readonly disabledAt: Date | null;
  readonly disabledReason: string | null;
  readonly createdAt: Date;
  /** Those that sign now, newest first. */
  readonly secrets: readonly StoredSecret[];
};

/** What signs, sealed. */
export type StoredSecret = {
  readonly id: string;
  readonly scheme: SigningScheme;
  readonly secret: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
};

/** What somebody changes about an endpoint; what is undefined stays as it is. */
export type EndpointChange = {
  readonly url?: Buffer | undefined;
  readonly keys?: Buffer | undefined;
  readonly label?: string | undefined;
  readonly kinds?: readonly string[] | null | undefined;
  readonly enabled?: boolean | undefined;
};

/** How many endpoints there may be. */
export const mostEndpoints = { person: 20, organization: 100 } as const;

/** Why nothing is sent to an endpoint that somebody turned off. */
export const disabledByHand = 'Somebody disabled it.';
