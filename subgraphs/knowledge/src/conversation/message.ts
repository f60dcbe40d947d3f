import type { AnswerUsage } from '../answer/answer.ts';

/** What became of a question. */
export type MessageStatus = 'PENDING' | 'ANSWERED' | 'UNANSWERED' | 'FAILED' | 'WITHHELD';

/** A verified quote as it is kept: where it stands moves when its document changes elsewhere. */
export interface KeptCitation {
  readonly chunkId: string;
  readonly quote: string;
}

/** A question in a conversation, and what was answered, as its reader may see it now. */
export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly question: string;
  /** What the client gave. */
  readonly filter: unknown;
  readonly status: MessageStatus;
  readonly attempt: number;
  readonly failureReason: string | null;
  /** Null unless ANSWERED or UNANSWERED. */
  readonly text: string | null;
  readonly model: string | null;
  readonly citations: readonly KeptCitation[];
  readonly usage: AnswerUsage;
  readonly createdAt: Date;
}

/** How many questions a conversation can hold. */
export const maxMessages = 1_000;
/** How long a try to answer may take, in ms. One that has taken longer has died. */
export const maxAttemptMs = 240_000;
