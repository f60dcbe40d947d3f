import type { Endpoint, Message, MessageItem } from '@prism/channels/channel';
import { readMessages, type Claim, type Content, type Unsubscribing } from '@prism/notifications/domain';
import { findMemberContacts } from '@prism/organizations/domain';
import type { TenantDb } from '@prism/queue/tenantDb';

/** Where messages get their parts from. */
export type MessageSources = {
  /** Endpoints that are in use, by id. */
  readonly readEndpoints: (db: TenantDb, ids: readonly string[]) => Promise<ReadonlyMap<string, Endpoint>>;
  /** Where a person ends messages of these kinds by email; null when there is no such place. */
  readonly unsubscribeUrl: (unsubscribing: Unsubscribing) => string | null;
};

/** A message that can be sent, or why there is nothing to send any more. */
export type Prepared =
  | { readonly claim: Claim; readonly message: Message; readonly endpoint: Endpoint | null }
  | { readonly claim: Claim; readonly cancelled: string };

type Contact = Awaited<ReturnType<typeof findMemberContacts>>[number];

type Found = {
  readonly organizationId: string;
  readonly contents: ReadonlyMap<string, Content>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly unsubscribeUrl: MessageSources['unsubscribeUrl'];
};

/**
 * Puts together what is to be sent, as things are now and not as they were when somebody was notified: who has left the
 * organization gets nothing, and email goes to addresses that belong to the person for certain.
 */
export async function prepareMessages(
  dbs: { readonly notifications: TenantDb; readonly organizations: TenantDb },
  claims: readonly Claim[],
  { readEndpoints, unsubscribeUrl }: MessageSources,
): Promise<Prepared[]> {
  const people = distinct(claims.map(({ recipientId }) => recipientId));
  const places = distinct(claims.map(({ endpointId }) => endpointId));
  const ids = claims.map(({ id }) => id);
  const [contents, contacts, endpoints] = await Promise.all([
    readMessages(dbs.notifications, ids),
    findMemberContacts(dbs.organizations, people),
    places.length > 0 ? readEndpoints(dbs.notifications, places) : new Map<string, Endpoint>(),
  ]);
  const found: Found = {
    organizationId: dbs.notifications.organizationId ?? '',
    contents,
    contacts: new Map(contacts.map((contact) => [contact.id, contact])),
    endpoints,
    unsubscribeUrl,
  };
  return claims.map((claim) => prepare(claim, found));
}

function prepare(claim: Claim, found: Found): Prepared {
  const content = found.contents.get(claim.id);
  const items = content?.items.map(toItem) ?? [];
  const [first, ...others] = items;
  if (!content || !first) return { claim, cancelled: 'What it was about is gone.' };
  const contact = claim.recipientId === null ? null : found.contacts.get(claim.recipientId);
  if (contact === undefined) return { claim, cancelled: 'The recipient has left the organization.' };
  const endpoint = claim.endpointId === null ? null : found.endpoints.get(claim.endpointId);
  if (endpoint === undefined) return { claim, cancelled: 'The endpoint is gone or disabled.' };
  if (claim.channel === 'EMAIL' && !contact?.emailVerified) {
    return { claim, cancelled: 'The recipient’s email address is not verified.' };
  }
  const message: Message = {
    id: claim.id,
    organizationId: found.organizationId,
    items: [first, ...others],
    recipient: contact && {
      ...{ id: contact.id, email: contact.email, name: contact.displayName, locale: content.locale },
    },
    unsubscribeUrl:
      claim.channel === 'EMAIL' && contact
        ? found.unsubscribeUrl({
            ...{ organizationId: found.organizationId, userId: contact.id },
            kinds: [...new Set(items.map(({ kind }) => kind))],
          })
        : null,
  };
  return { claim, message, endpoint };
}

function toItem({ subjectType, subjectId, ...said }: Content['items'][number]): MessageItem {
  const { kind, title, body, urgent, actorId, createdAt } = said;
  const subject = subjectType !== null && subjectId !== null ? { type: subjectType, id: subjectId } : null;
  return { kind, title, body, urgent, actorId, subject, createdAt };
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null);
}
