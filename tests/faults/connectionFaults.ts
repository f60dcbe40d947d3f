import { setTimeout as sleep } from 'node:timers/promises';
import type { TcpProxy } from '@prism/testkit/tcpProxy';
import type { Fault } from './world.ts';

/** Everything that a proxy has open is reset, three times in a row: what has just been opened is hit as well. */
export const cutting = (name: string, proxy: TcpProxy): Fault => ({
  name: `cut ${name}`,
  async cause() {
    for (let times = 0; times < 3; times += 1) {
      proxy.cut();
      await sleep(150);
    }
  },
});

/** Everything that passes a proxy takes longer for a while, and is cut in the middle of it. */
export const slowing = (name: string, proxy: TcpProxy): Fault => ({
  name: `slow ${name}`,
  async cause() {
    proxy.delay(200);
    await sleep(700);
    proxy.cut();
    await sleep(300);
    proxy.delay(0);
  },
});
