/** By what a notification leaves Prism. The inbox is none of them: it is written, not sent. */
export type ChannelName = 'EMAIL' | 'WEBHOOK' | 'SLACK' | 'WEB_PUSH';

/** What is said, in the recipient's language. A digest says several at once. */
export type MessageItem = {
  readonly kind: string;
  readonly title: string;
  readonly body: string | null;
  readonly urgent: boolean;
  readonly actorId: string | null;
  readonly subject: { readonly type: string; readonly id: string } | null;
  readonly createdAt: Date;
};

/** One message to one address. */
export type Message = {
  /** The same in every attempt and with every provider: the other end tells a repetition by it. */
  readonly id: string;
  readonly organizationId: string;
  /** At least one; more in a digest. */
  readonly items: readonly [MessageItem, ...MessageItem[]];
  /** Null where the address belongs to the organization. */
  readonly recipient: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly locale: string;
  } | null;
  /** Where one request ends messages of this kind by this channel; null where there is nothing to end. */
  readonly unsubscribeUrl: string | null;
};

/** Where a message goes when that is not the recipient's email address. */
export type Endpoint = {
  readonly id: string;
  readonly url: string;
  /** What else the channel needs, e.g. the keys of a push subscription. */
  readonly keys: Readonly<Record<string, string>>;
  /** What webhook messages are signed with, newest first; several while one replaces another. */
  readonly secrets: readonly { readonly scheme: 'v1' | 'v1a'; readonly secret: string }[];
};

/** What became of one attempt. */
export type Outcome =
  | { readonly outcome: 'SENT'; readonly statusCode?: number; readonly detail?: string }
  /** Worth another attempt or another provider; not before `retryAfter` seconds if the other end said so. */
  | { readonly outcome: 'RETRY'; readonly detail: string; readonly statusCode?: number; readonly retryAfter?: number }
  /** No attempt will help; with `disable` no message to this endpoint will ever help (gone). */
  | { readonly outcome: 'FAILED'; readonly detail: string; readonly statusCode?: number; readonly disable?: boolean };

/** One way to send by a channel: an SMTP server, the endpoint itself. Never throws: a fault is an outcome. */
export type Provider = {
  /** For logs and attempts, without secrets: `smtp://mail.example.com:587`. */
  readonly name: string;
  readonly send: (message: Message, endpoint: Endpoint | null) => Promise<Outcome>;
};

/** A channel's providers in the order of preference. The second is tried when the first says RETRY. */
export type Channels = Readonly<Record<ChannelName, readonly Provider[]>> & { close(): Promise<void> };
