import { newId } from '@prism/db/newId';
import { conflict } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { idempotencyKey, once } from '../idempotency/once.ts';
import { requireManager } from './endpoint.policy.ts';
import { insertTestMessage, type TestTexts } from './endpointMessages.sql.ts';
import { getManaged } from './getManaged.ts';

const inputSchema = z.object({ id: z.string(), idempotencyKey });

const texts: TestTexts = {
  en: { title: 'This is a test', body: 'If you can read this, notifications arrive here.' },
  de: { title: 'Dies ist ein Test', body: 'Wenn du das lesen kannst, kommen Benachrichtigungen hier an.' },
  fr: { title: 'Ceci est un test', body: 'Si vous lisez ceci, les notifications arrivent ici.' },
};

/** Queues a message to an endpoint, and returns the id that it will carry. CONFLICT when the endpoint is disabled. */
export async function testEndpoint(ctx: Context, input: unknown): Promise<string> {
  const organizationId = requireManager(ctx.session);
  const { id, idempotencyKey: key } = parseInput(inputSchema, input);
  const { actor } = ctx.session;
  const messageId = await ctx.db.transact(async (tx) => {
    const endpoint = await getManaged(ctx, tx, id);
    return once(tx, { organizationId, actor, operation: 'testEndpoint', key, input: { id } }, async () => {
      if (endpoint.disabledAt) throw conflict('The endpoint is disabled: enable it first.');
      const message = { messageId: newId(), texts };
      await insertTestMessage(tx, endpoint, message);
      return message.messageId;
    });
  });
  void ctx.topics.publish('delivery.due', '*', {});
  return messageId;
}
