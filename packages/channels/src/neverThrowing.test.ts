import { createLogger } from '@prism/telemetry/logger';

import { neverThrowing } from './neverThrowing.ts';
import { messageOf } from './testing/message.ts';

test.each([new TypeError('https://hooks.example/secret'), 'secret', null])(
  'what a provider throws is worth another attempt, and neither told nor logged: %p',
  async (thrown) => {
    const logged: unknown[] = [];
    const log = { ...createLogger('test', 'silent'), error: (...said: unknown[]) => logged.push(said) } as never;
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- libraries throw what they like
    const send = neverThrowing({ name: 'webhook', log }, () => Promise.reject(thrown));
    const outcome = await send(messageOf(), null);
    expect(outcome.outcome).toBe('RETRY');
    expect(logged).toHaveLength(1);
    expect(JSON.stringify([outcome, logged])).not.toContain('secret');
  },
);
