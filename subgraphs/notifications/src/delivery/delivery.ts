/** By what a message leaves Prism. */
export const channelNames = ['EMAIL', 'WEBHOOK', 'SLACK', 'WEB_PUSH'] as const;

/** One of {@link channelNames}. */
export type ChannelName = (typeof channelNames)[number];

/** Where a delivery stands. COLLECTED waits to be sent together with others. */
export const deliveryStatuses = ['PENDING', 'COLLECTED', 'SENT', 'DEAD', 'CANCELLED'] as const;

/** One of {@link deliveryStatuses}. */
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** What one provider answered to one try. */
export type Try = {
  readonly provider: string;
  readonly outcome: 'SENT' | 'RETRY' | 'FAILED';
  readonly statusCode: number | null;
  readonly detail: string | null;
  readonly startedAt: Date;
  readonly durationMs: number;
};

/** A try as it was logged. Providers that took over from each other share the number of the attempt. */
export type Attempt = Try & { readonly deliveryId: string; readonly number: number };

/** A message to one recipient by one channel, with what it says. */
export type Delivery = {
  readonly organizationId: string;
  readonly id: string;
  readonly noticeId: string;
  /** Null for the organization's own endpoints. */
  readonly recipientId: string | null;
  readonly channel: ChannelName;
  readonly endpointId: string | null;
  readonly status: DeliveryStatus;
  /** Null when it has ended. */
  readonly dueAt: Date | null;
  readonly attemptCount: number;
  readonly reason: string | null;
  readonly digestId: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** What it is about, in the recipient's language; null when the notice is gone. */
  readonly notice: {
    readonly kind: string;
    readonly urgent: boolean;
    readonly title: string;
    readonly body: string | null;
  } | null;
};

/** A message that a sender has taken: it is theirs until the lease has passed or somebody else has counted on. */
export type Claim = {
  /** The id of the message, the same in every attempt: the delivery's, which is also the digest's if it is one. */
  readonly id: string;
  readonly channel: ChannelName;
  readonly endpointId: string | null;
  readonly recipientId: string | null;
  readonly urgent: boolean;
  /** Whether it says several things at once. */
  readonly digest: boolean;
  /** The number of this attempt: what it is recorded under, and what tells a sender that was replaced. */
  readonly attempt: number;
  /** Attempts since it was first due or an administrator had it tried again, with this one. */
  readonly round: number;
};

/** What waits for its turn together: an endpoint, or all of an organization's email. */
export const emailLane = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The lane of a message. */
export function laneOf({ endpointId }: Pick<Claim, 'endpointId'>): string {
  return endpointId ?? emailLane;
}
