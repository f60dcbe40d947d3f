import { Resolver } from 'node:dns/promises';

/** What a name stands for at this moment; rejects when it stands for nothing. */
export type Resolve = (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** How DNS is asked. */
export type DnsOptions = {
  /** `127.0.0.1:53`; those of the operating system unless told. */
  readonly servers?: readonly string[];
};

/**
 * Asks DNS for the IPv4 and IPv6 addresses of a name, within eight seconds or so. Not the operating system's `getaddrinfo`: that
 * takes one of a process's four threads for as long as it waits, and a stranger who answers slowly for a few names would have
 * them all. So `/etc/hosts` is not read.
 */
export function createDnsResolve({ servers }: DnsOptions = {}): Resolve {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers) resolver.setServers(servers);
  return async (name) => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    // Many names have addresses of one family only. None of either is a name that stands for nothing.
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
    const of = (found: PromiseSettledResult<string[]>, family: number) =>
      found.status === 'fulfilled' ? found.value.map((address) => ({ address, family })) : [];
    return [...of(six, 6), ...of(four, 4)];
  };
}
