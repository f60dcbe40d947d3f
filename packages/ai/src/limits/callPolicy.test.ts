import { setTimeout as sleep } from 'node:timers/promises';

import { upstreamUnavailable } from '@prism/errors/errors';
import { registry } from '@prism/telemetry/metrics';

import { createCallPolicy, type PolicedCall } from './callPolicy.ts';
import { createMemoryLimits } from './memoryLimits.ts';
import { isTemporary, TransientFailure } from './transient.ts';

const limits = createMemoryLimits({ requestsPerMinute: 0, tokensPerMinute: 0, concurrent: 0 });
const create = (openMs?: number) =>
  createCallPolicy(limits, { patientRetries: 8, ...(openMs !== undefined && { openMs }) });
const patient: PolicedCall = { model: 'm', tokens: 1, urgent: false };
const urgent: PolicedCall = { ...patient, urgent: true };

const overloaded = (retryAfter?: number) =>
  upstreamUnavailable('No capacity.', {
    cause: new TransientFailure('status 429'),
    ...(retryAfter !== undefined && { retryAfter }),
  });
const refused = () => upstreamUnavailable('The key is refused.', { cause: new Error('status 401') });

/** A request that fails so often, and when it was made. */
function failing(times: number, error: () => Error) {
  const at: number[] = [];
  const request = () => {
    at.push(performance.now());
    return at.length <= times ? Promise.reject(error()) : Promise.resolve('answer');
  };
  return { at, request };
}

test('asks again where that may help, later each time, never before Retry-After', async () => {
  const { at, request } = failing(1, () => overloaded(1));
  await expect(create().run(patient, request)).resolves.toBe('answer');
  expect(at).toHaveLength(2);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test('does not ask again where it cannot help', async () => {
  const { at, request } = failing(1, refused);
  await expect(create().run(patient, request)).rejects.toThrow('The key is refused.');
  expect(at).toHaveLength(1);
});

test('lets nobody wait who is in a hurry: one more try, and none when Retry-After is long', async () => {
  const often = failing(5, overloaded);
  await expect(create().run(urgent, often.request)).rejects.toThrow('No capacity.');
  expect(often.at).toHaveLength(2);
  const long = failing(5, () => overloaded(30));
  await expect(create().run(urgent, long.request)).rejects.toMatchObject({ retryAfter: 30 });
  expect(long.at).toHaveLength(1);
});

test('leaves a provider alone that keeps failing, and asks once when it has rested', async () => {
  const policy = create();
  const down = failing(6, overloaded);
  for (let call = 0; call < 3; call += 1) await expect(policy.run(urgent, down.request)).rejects.toThrow();
  expect(down.at).toHaveLength(5);
  await expect(policy.run(urgent, down.request)).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringContaining('keeps failing'),
    retryAfter: 5,
  });
  expect(down.at).toHaveLength(5);
});

test('shows which models are left alone', async () => {
  const shown = async () => {
    const { values } = (await registry.getSingleMetric('prism_ai_circuit_state')?.get()) ?? { values: [] };
    return values.find(({ labels }) => labels['model'] === 'shown')?.value;
  };
  const policy = create(300);
  // With a wish that is not waited for: each call is one request.
  const down = failing(5, () => overloaded(30));
  const call = { ...urgent, model: 'shown' };
  for (let nth = 0; nth < 4; nth += 1) await expect(policy.run(call, down.request)).rejects.toThrow();
  expect(await shown()).toBe(0);
  await expect(policy.run(call, down.request)).rejects.toThrow();
  expect(await shown()).toBe(1);
  await expect(policy.run({ ...patient, model: 'shown' }, down.request)).resolves.toBe('answer');
  expect(await shown()).toBe(0);
});

test('says what passes by itself: no capacity, an open circuit, limits; not a refused key', async () => {
  const policy = create();
  const errorOf = (asked: Promise<unknown>) => asked.catch((error: unknown) => error);
  const down = failing(9, overloaded);
  for (let call = 0; call < 3; call += 1)
    expect(isTemporary(await errorOf(policy.run(urgent, down.request)))).toBe(true);
  expect(isTemporary(await errorOf(policy.run(urgent, down.request)))).toBe(true);
  expect(down.at).toHaveLength(5);
  const full = createMemoryLimits({ requestsPerMinute: 1, tokensPerMinute: 0, concurrent: 0 });
  await full.begin({ key: 'm', tokens: 1, patienceMs: 0 });
  expect(isTemporary(await errorOf(full.begin({ key: 'm', tokens: 1, patienceMs: 0 })))).toBe(true);
  expect(isTemporary(await errorOf(create().run(urgent, failing(1, refused).request)))).toBe(false);
  expect(isTemporary(new Error('anything'))).toBe(false);
});

test('waits for an open circuit when nobody is in a hurry', async () => {
  const policy = create(300);
  // With a wish that is not waited for: each call is one request, and the circuit stays as the last one leaves it.
  const down = failing(5, () => overloaded(30));
  for (let call = 0; call < 5; call += 1) await expect(policy.run(urgent, down.request)).rejects.toThrow();
  await expect(policy.run(patient, down.request)).resolves.toBe('answer');
  expect((down.at[5] ?? 0) - (down.at[4] ?? 0)).toBeGreaterThan(298);
});

test('ends with the signal, also while it waits, and asks no more', async () => {
  const begun: string[] = [];
  const policy = createCallPolicy(
    { begin: (call) => (begun.push(call.key), limits.begin(call)) },
    { patientRetries: 8 },
  );
  const { request } = failing(100, overloaded);
  const asked = policy.run({ ...patient, signal: AbortSignal.timeout(20) }, request);
  await expect(asked).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  const { length } = begun;
  // Longer than the first delay: what it must not do it would do now.
  await sleep(300);
  expect(begun).toHaveLength(length);
});

test('holds it against a provider that callers run out of time, not that they go away', async () => {
  const outcome = async (reason: 'timeout' | 'gone') => {
    const policy = create();
    for (let call = 0; call < 5; call += 1) {
      const gone = new AbortController();
      const signal = reason === 'timeout' ? AbortSignal.timeout(5) : gone.signal;
      const asked = policy.run(
        { ...urgent, signal },
        () =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              reject(new Error('aborted'));
            });
            gone.abort();
          }),
      );
      await expect(asked).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    }
    return policy.run(urgent, () => Promise.resolve('answer')).catch((error: unknown) => String(error));
  };
  expect(await outcome('timeout')).toContain('keeps failing');
  expect(await outcome('gone')).toBe('answer');
});
