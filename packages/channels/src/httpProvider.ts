import type { Outbound, OutboundResponse } from '@prism/net/outbound';
import { OutboundError } from '@prism/net/outboundError';
import { readRetryAfter } from '@prism/net/retryAfter';
import type { Logger } from '@prism/telemetry/logger';

import type { Endpoint, Message, Outcome, Provider } from './channel.ts';
import { neverThrowing } from './neverThrowing.ts';
import { shown } from './oneLine.ts';

/** What providers that speak HTTP are made with. */
export type ProviderParts = {
  readonly outbound: Outbound;
  readonly log: Logger;
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
};

/** What makes one kind of HTTP message different from the next. */
export type HttpDialect = {
  readonly name: string;
  /** What is posted; a string is why nothing can be. */
  readonly write: (message: Message, endpoint: Endpoint) => Posting | string;
  /** What an answer outside of 2xx means. */
  readonly judge: (answer: Answer) => 'RETRY' | 'FAILED' | 'DISABLE';
};

/** What is posted. */
export type Posting = { readonly headers: Readonly<Record<string, string>>; readonly body: string | Uint8Array };

/** The beginning of what the other end said. */
export type Answer = { readonly status: number; readonly text: string };

const maxAnswerBytes = 2_048;

/** A provider that posts to the endpoint's address, never follows a redirect, and takes any 2xx for success. */
export function createHttpProvider({ outbound, log, timeoutMs }: ProviderParts, dialect: HttpDialect): Provider {
  const send = async (message: Message, endpoint: Endpoint | null): Promise<Outcome> => {
    if (!endpoint) return { outcome: 'FAILED', detail: 'There is no endpoint to send to.' };
    const posting = dialect.write(message, endpoint);
    if (typeof posting === 'string') return { outcome: 'FAILED', detail: posting };
    try {
      const response = await outbound.call({
        ...posting,
        url: endpoint.url,
        method: 'POST',
        timeoutMs,
        maxBytes: maxAnswerBytes,
        take: 'beginning',
      });
      return outcomeOf(response, dialect.judge);
    } catch (error) {
      if (error instanceof OutboundError) return outcomeOfFault(error);
      throw error;
    }
  };
  return { name: dialect.name, send: neverThrowing({ name: dialect.name, log }, send) };
}

function outcomeOf({ status, headers, body }: OutboundResponse, judge: HttpDialect['judge']): Outcome {
  if (status >= 200 && status < 300) return { outcome: 'SENT', statusCode: status };
  const text = body.toString();
  const detail = `Answered with ${String(status)}${shown(text)}`;
  const verdict = judge({ status, text });
  if (verdict !== 'RETRY')
    return { outcome: 'FAILED', statusCode: status, detail, ...(verdict === 'DISABLE' ? { disable: true } : {}) };
  const retryAfter = readRetryAfter(headers['retry-after']);
  return { outcome: 'RETRY', statusCode: status, detail, ...(retryAfter === null ? {} : { retryAfter }) };
}

function outcomeOfFault({ fault, message }: OutboundError): Outcome {
  // What is refused stays refused until somebody changes the address, or what its name stands for.
  return { outcome: fault === 'REFUSED' ? 'FAILED' : 'RETRY', detail: message };
}

/** The verdict of receivers that mean it when they refuse: what passes by itself is worth another attempt, the rest is not. */
export function judgeByStatus(status: number): 'RETRY' | 'FAILED' {
  return status === 408 || status === 429 || status >= 500 || status < 400 ? 'RETRY' : 'FAILED';
}
