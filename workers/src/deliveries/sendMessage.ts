import type { Channels, Endpoint, Message, Outcome, Provider } from '@prism/channels/channel';
import type { Claim, Ended, Try } from '@prism/notifications/domain';
import type { Logger } from '@prism/telemetry/logger';
import { histogram } from '@prism/telemetry/metrics';

import type { Circuits } from './circuits.ts';

/** What a message is sent with. */
export type SendParts = {
  readonly channels: Channels;
  readonly circuits: Circuits;
  readonly log: Logger;
  /** How long one provider may take, in milliseconds. */
  readonly tryMs: number;
};

/** What is sent, and until when it is ours to send. */
export type Sending = {
  readonly claim: Claim;
  readonly message: Message;
  readonly endpoint: Endpoint | null;
  /** On `performance.now()`. */
  readonly deadline: number;
};

const duration = histogram({
  name: 'prism_delivery_try_seconds',
  help: 'How long a provider took with one message.',
  labelNames: ['channel', 'outcome'],
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

/**
 * Sends a message by the first provider of its channel that takes it; when one says that it cannot now, the next one is tried at
 * once. Providers that keep failing are passed over. Never throws.
 */
export async function sendMessage(parts: SendParts, sending: Sending): Promise<Ended> {
  const { claim, deadline } = sending;
  const providers = parts.channels[claim.channel];
  if (providers.length === 0) return failed(claim, `Nothing is configured that sends ${claim.channel}.`);
  const tries: { readonly log: Try; readonly outcome: Outcome }[] = [];
  for (const provider of providers) {
    const left = deadline - performance.now();
    if (left <= 0 || !enter(parts, claim, provider)) continue;
    const done = await tryProvider(parts, sending, { provider, limitMs: Math.min(parts.tryMs, left) });
    report(parts, claim, provider, done.outcome);
    tries.push(done);
    if (done.outcome.outcome !== 'RETRY') break;
  }
  return endedOf(claim, tries);
}

/** A provider is one of several for everybody; an endpoint is its own, and its health is kept with it. */
const isShared = (claim: Claim) => claim.endpointId === null;

function enter({ circuits }: SendParts, claim: Claim, { name }: Provider): boolean {
  return !isShared(claim) || circuits.enter(name);
}

function report({ circuits }: SendParts, ...[claim, { name }, { outcome }]: [Claim, Provider, Outcome]): void {
  if (isShared(claim)) circuits.report(name, outcome !== 'RETRY');
}

async function tryProvider(
  { log }: SendParts,
  { claim, message, endpoint }: Sending,
  { provider, limitMs }: { readonly provider: Provider; readonly limitMs: number },
): Promise<{ log: Try; outcome: Outcome }> {
  const startedAt = new Date();
  const began = performance.now();
  const outcome = await limited(provider.send(message, endpoint), limitMs).catch((error: unknown): Outcome => {
    log.error({ err: error, provider: provider.name, delivery: claim.id }, 'a provider threw');
    return { outcome: 'RETRY', detail: 'The provider failed.' };
  });
  const durationMs = Math.round(performance.now() - began);
  duration.observe({ channel: claim.channel, outcome: outcome.outcome }, durationMs / 1_000);
  return {
    outcome,
    log: {
      ...{ provider: provider.name, outcome: outcome.outcome, startedAt, durationMs },
      ...{ statusCode: outcome.statusCode ?? null, detail: storable(outcome.detail) },
    },
  };
}

async function limited(sending: Promise<Outcome>, ms: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Outcome>((resolve) => {
    const detail = `No answer within ${String(Math.round(ms / 1_000))} s.`;
    timer = setTimeout(resolve, ms, { outcome: 'RETRY', detail });
  });
  return Promise.race([sending, limit]).finally(() => {
    clearTimeout(timer);
  });
}

function endedOf(claim: Claim, tries: readonly { readonly log: Try; readonly outcome: Outcome }[]): Ended {
  const logs = tries.map(({ log }) => log);
  const last = tries.at(-1)?.outcome;
  if (!last) return { claim, tries: [], result: { outcome: 'RETRY', detail: 'Every provider is failing.' } };
  if (last.outcome === 'SENT') return { claim, tries: logs, result: { outcome: 'SENT' } };
  const detail = storable(last.detail) ?? '';
  if (last.outcome === 'FAILED') {
    return { claim, tries: logs, result: { outcome: 'FAILED', detail }, disable: last.disable ?? false };
  }
  // As soon as one of them takes it again.
  const wishes = tries.map(({ outcome }) => (outcome.outcome === 'RETRY' ? (outcome.retryAfter ?? 0) : 0));
  return { claim, tries: logs, result: { outcome: 'RETRY', detail, retryAfter: Math.min(...wishes) } };
}

function failed(claim: Claim, detail: string): Ended {
  return { claim, tries: [], result: { outcome: 'FAILED', detail } };
}

/** What the other end says goes into the database: no more of it than a person reads, and nothing that Postgres refuses. */
function storable(detail: string | undefined): string | null {
  return detail === undefined ? null : detail.replaceAll('\0', '').toWellFormed().slice(0, 1_000);
}
