/** Web pages that may use the graph, by origin. `localhost`: every page of this machine, on any port. */
export type AllowedOrigins = readonly string[] | '*' | 'localhost';

/** Whether a page of this origin may read answers. */
export type IsAllowedOrigin = (origin: string) => boolean;

const localhost = /^https?:\/\/(([\w-]+\.)*localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export function createOriginCheck(allowed: AllowedOrigins): IsAllowedOrigin {
  if (allowed === '*') return () => true;
  if (allowed === 'localhost') return (origin) => localhost.test(origin);
  const exact = new Set(allowed);
  return (origin) => exact.has(origin);
}

/** Whether the page came from this very server, such as Sandbox. A proxy in front ends TLS, so only the host counts. */
export function isSameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
