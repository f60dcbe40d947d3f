import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signIn } from '@prism/client/demo/graph';
import { freePort } from '@prism/testkit/freePort';
import { onClose } from '../load/closers.ts';
import { urlOf } from '../load/stacks.ts';
import { cutting, slowing } from './connectionFaults.ts';
import { outsideEnv, outsideFaults, proxyOutside, proxyTo, startOutside } from './outside.ts';
import { supervise } from './supervise.ts';
import type { World } from './world.ts';

/** All of Prism in one process, as `npm start` runs it, with its data in a temporary folder. */
export async function startEmbeddedWorld(): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), 'prism-faults-'));
  onClose(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const [proxy, outside] = [await proxyTo(port), await startOutside()];
  const outsideProxies = await proxyOutside(outside);
  const ends: string[] = [];
  const env = {
    ...outsideEnv(outsideProxies),
    PRISM_DATA: folder,
    PRISM_DEMO: 'off',
    OUTBOX_RECONCILE_AFTER_MS: '1000',
  };
  const prism = await supervise({ name: 'prism', file: 'start.ts', env, port }, (end) => ends.push(end));
  return {
    url: urlOf(proxy.port),
    signIn: (person) => signIn(urlOf(port), person),
    faults: [
      { name: 'kill prism', cause: () => prism.kill() },
      cutting('clients', proxy),
      slowing('clients', proxy),
      ...outsideFaults(outside, outsideProxies),
    ],
    outside: { ...outside, webhookPort: outsideProxies.webhooks.port },
    unexpectedEnds: ends,
    output: prism.output,
  };
}
