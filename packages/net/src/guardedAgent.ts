import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';

import { OutboundError } from './outboundError.ts';
import { assertTarget, type OutboundRules } from './outboundRules.ts';
import { createDnsResolve, type Resolve } from './resolve.ts';

/** How the agent connects. */
export type GuardedAgentOptions = {
  /** Default: DNS. */
  readonly resolve?: Resolve;
  /** Default 10,000 ms. */
  readonly connectTimeoutMs?: number;
};

/**
 * An undici agent for addresses that strangers name. A name is resolved once for each connection; every address that it stands for
 * must be one that may be called, and the connection is made to one of those very addresses: nothing is asked again between
 * check and connection. Requests through it fail with OutboundError REFUSED otherwise. It follows no redirects and no proxy
 * settings. The caller closes it.
 */
export function createGuardedAgent(rules: OutboundRules, options: GuardedAgentOptions = {}): Agent {
  const { resolve = createDnsResolve(), connectTimeoutMs = 10_000 } = options;
  return new Agent({
    connect: (to, callback) => {
      checkedAddresses({ rules, resolve }, to).then(
        (addresses) => {
          const connect = buildConnector({ timeout: connectTimeoutMs, allowH2: false, lookup: always(addresses) });
          connect(to, (...result) => {
            const [error, socket] = result;
            if (error || isOneOf(addresses, socket.remoteAddress)) {
              callback(...result);
              return;
            }
            socket.destroy();
            callback(new OutboundError('REFUSED', 'The connection led elsewhere.'), null);
          });
        },
        (error: unknown) => {
          callback(error instanceof Error ? error : new Error('Not resolved', { cause: error }), null);
        },
      );
    },
    // No bound for a host: one whose calls hang there would keep others waiting. Callers bound how much is under way.
    connections: null,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    keepAliveTimeout: 4_000,
  });
}

type Addresses = Awaited<ReturnType<Resolve>>;

async function checkedAddresses(
  { rules, resolve }: { readonly rules: OutboundRules; readonly resolve: Resolve },
  { hostname, port, protocol }: buildConnector.Options,
): Promise<Addresses> {
  const secure = protocol === 'https:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = await addressesOf(resolve, host);
  for (const { address } of addresses) {
    assertTarget(rules, { address, port: Number(port) || (secure ? 443 : 80), secure });
  }
  return addresses;
}

async function addressesOf(resolve: Resolve, host: string): Promise<Addresses> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const unknown = (cause?: unknown) => new OutboundError('UNREACHABLE', 'The host has no address.', cause);
  const addresses = await resolve(host).catch((error: unknown) => {
    throw unknown(error);
  });
  if (addresses.length === 0) throw unknown();
  return addresses;
}

/** A lookup that answers with what was checked, whatever it is asked. */
function always(addresses: Addresses): LookupFunction {
  return (_name, { all }, callback) => {
    const [first] = addresses;
    if (all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

const plain = (address: string) => address.replace(/^::ffff:/i, '');

function isOneOf(addresses: Addresses, remote: string | undefined): boolean {
  return remote !== undefined && addresses.some(({ address }) => plain(address) === plain(remote));
}
