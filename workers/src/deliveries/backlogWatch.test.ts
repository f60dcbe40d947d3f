import { registry } from '@prism/telemetry/metrics';
import { createLogger } from '@prism/telemetry/logger';

import { newDeliveryWorld, openDeliveryDatabase } from '../testing/deliveryWorld.ts';
import { startBacklogWatch } from './backlogWatch.ts';

const database = await openDeliveryDatabase();
afterAll(() => database.close());

async function metric(name: string): Promise<Record<string, number>> {
  const { values } = (await registry.getSingleMetric(name)?.get()) ?? { values: [] };
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels['channel'] ?? ''), value]));
}

test('what is overdue is measured by channel, and told of once until it is over', async () => {
  const [world, other] = [await newDeliveryWorld(database), await newDeliveryWorld(database)];
  const events = async () => {
    const { rows } = await world.notifications.read((tx) =>
      tx.query<{ name: string }>(
        `SELECT payload ->> 'name' AS name FROM outbox.message WHERE organization_id = $1 ORDER BY id`,
        [world.organizationId],
      ),
    );
    return rows.map(({ name }) => name);
  };
  const log = createLogger('test', 'silent');
  const watch = startBacklogWatch({ ...database, log }, { limits: { rows: 20, seconds: 3_600 }, everyMs: 3_600_000 });
  await world.deliveries(15, { overdue: 60 });
  await world.deliveries(5, { endpointId: await world.endpoint('http://127.0.0.1:9'), overdue: 120 });
  await world.deliveries(50, { overdue: -60 });
  await other.deliveries(3, { overdue: 30 });
  await watch.look();
  await watch.look();
  expect(await metric('prism_deliveries_overdue')).toEqual({ EMAIL: 18, WEBHOOK: 5, SLACK: 0, WEB_PUSH: 0 });
  const ages = await metric('prism_deliveries_overdue_seconds');
  expect(ages['EMAIL']).toBeGreaterThanOrEqual(60);
  expect(ages['WEBHOOK']).toBeGreaterThanOrEqual(120);
  expect(await metric('prism_delivery_backlogs')).toEqual({ '': 1 });
  expect(await events()).toEqual(['delivery.backlogged']);

  await database.clear();
  await watch.look();
  expect(await metric('prism_deliveries_overdue')).toEqual({ EMAIL: 0, WEBHOOK: 0, SLACK: 0, WEB_PUSH: 0 });
  expect(await metric('prism_delivery_backlogs')).toEqual({ '': 0 });
  await world.deliveries(20);
  await world.makeOverdue();
  await watch.look();
  expect(await events()).toEqual(['delivery.backlogged', 'delivery.backlogged']);
  await watch.close();
});

test('what waits for an endpoint that does not answer has no age, and is given up after a day and a half', async () => {
  await database.clear();
  const world = await newDeliveryWorld(database);
  const place = await world.endpoint('http://127.0.0.1:9');
  await world.pause(place);
  const [old] = await world.deliveries(1, { endpointId: place, overdue: 37 * 3_600 });
  const [young] = await world.deliveries(1, { endpointId: place, overdue: 35 * 3_600 });
  const watch = startBacklogWatch({ ...database, log: createLogger('test', 'silent') }, { everyMs: 3_600_000 });
  await watch.look();
  await watch.close();
  expect((await metric('prism_deliveries_overdue_seconds'))['WEBHOOK']).toBe(0);
  expect(await world.rows([old!])).toMatchObject([{ status: 'DEAD' }]);
  expect(await world.rows([young!])).toMatchObject([{ status: 'PENDING' }]);
});
