import { randomUUID } from 'node:crypto';

import type { Allowance, CallLimits } from './callLimits.ts';
import { createMemoryLimits } from './memoryLimits.ts';
import { createRedisLimits } from './redisLimits.ts';

const url = process.env['TEST_REDIS_URL'];
const none: Allowance = { requestsPerMinute: 0, tokensPerMinute: 0, concurrent: 0 };

/** Two that share their counters, as two processes do; in memory there is only one process. */
type Create = (allowance: Allowance) => readonly [CallLimits, CallLimits];

const inRedis: Create = (allowance) => {
  const prefix = `test:${randomUUID()}:`;
  const create = () => createRedisLimits(allowance, { url: url ?? '', prefix });
  return [create(), create()];
};
const inMemory: Create = (allowance) => {
  const limits = createMemoryLimits(allowance);
  return [limits, limits];
};
const kinds: [string, Create][] = [
  ['memory', inMemory],
  ...(url === undefined ? [] : [['redis', inRedis] as [string, Create]]),
];

const opened: CallLimits[] = [];
const open = (create: Create, allowance: Partial<Allowance>) => {
  const pair = create({ ...none, ...allowance });
  opened.push(...pair);
  return pair;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((limits) => limits.close()));
});

const call = { key: 'model', tokens: 10, patienceMs: 300 };

describe.each(kinds)('limits of calls, %s', (_name, create) => {
  it('lets as many run at once as are allowed, whoever asks, and the next when one has ended', async () => {
    const [one, other] = open(create, { concurrent: 2 });
    const end = await one.begin(call);
    await other.begin(call);
    await expect(other.begin(call)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await expect(other.begin({ ...call, key: 'another model' })).resolves.toBeInstanceOf(Function);
    const waiting = other.begin({ ...call, patienceMs: 10_000 });
    end();
    await expect(waiting).resolves.toBeInstanceOf(Function);
  });

  it('counts requests and tokens over a minute, and says when there is room again', async () => {
    const [one, other] = open(create, { requestsPerMinute: 2 });
    (await one.begin(call))();
    (await other.begin(call))();
    const refused = await one.begin(call).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect((refused as { retryAfter: number }).retryAfter).toBeGreaterThan(30);

    const [third, fourth] = open(create, { tokensPerMinute: 25 });
    await third.begin(call);
    await fourth.begin(call);
    await expect(third.begin(call)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('lets one through that is larger than the whole allowance', async () => {
    const [one] = open(create, { tokensPerMinute: 5 });
    await expect(one.begin(call)).resolves.toBeInstanceOf(Function);
  });

  it('waits no longer than the signal lets it', async () => {
    const [one] = open(create, { concurrent: 1 });
    await one.begin(call);
    const signal = AbortSignal.timeout(50);
    await expect(one.begin({ ...call, patienceMs: 60_000, signal })).rejects.toMatchObject({
      name: expect.stringMatching(/Timeout|Abort/),
    });
  });
});

test('without Redis each process keeps the limits alone, and nobody waits for it', async () => {
  const open = (allowance: Partial<Allowance>) => {
    const limits = createRedisLimits({ ...none, ...allowance }, { url: 'redis://127.0.0.1:1' });
    opened.push(limits);
    return limits;
  };
  const refused = { code: 'UPSTREAM_UNAVAILABLE' };
  const requests = open({ requestsPerMinute: 2 });
  await requests.begin(call);
  await requests.begin(call);
  await expect(requests.begin(call)).rejects.toMatchObject(refused);
  const places = open({ concurrent: 1 });
  const end = await places.begin(call);
  await expect(places.begin(call)).rejects.toMatchObject(refused);
  end();
  await expect(places.begin(call)).resolves.toBeInstanceOf(Function);
});
