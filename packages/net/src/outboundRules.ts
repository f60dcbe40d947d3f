import { isIP } from 'node:net';

import { isAllowed, isPublicAddress, type AllowedRange } from './addresses.ts';
import { refused } from './outboundError.ts';

/** Where calls may go. */
export type OutboundRules = {
  /** Addresses that are called although they are not public; empty in an ordinary production. */
  readonly allowed: readonly AllowedRange[];
  /** Whether only https is spoken, but to allowed addresses. */
  readonly httpsOnly: boolean;
};

/** Where a connection leads. */
export type Target = { readonly address: string; readonly port: number; readonly secure: boolean };

/** Throws OutboundError REFUSED unless a connection to there may be made. */
export function assertTarget(rules: OutboundRules, { address, port, secure }: Target): void {
  if (isAllowed(rules.allowed, address, port)) return;
  if (!isPublicAddress(address)) throw refused(`The address is not a public one.${advice(rules)}`);
  // What speaks HTTP on the internet does so here; below are mail, shells, directories.
  if (port !== 443 && port !== 80 && port < 1024) throw refused(`Port ${String(port)} is not for HTTP.`);
  if (rules.httpsOnly && !secure) throw refused('Only https URLs are called.');
}

// In production it is nobody's business that there may be exceptions.
const advice = ({ httpsOnly }: OutboundRules) =>
  httpsOnly ? '' : ' OUTBOUND_ALLOW names those that are called all the same.';

/**
 * Reads an address that a stranger named, as browsers do: `http://0x7f.1/` is 127.0.0.1. Throws OutboundError REFUSED unless it is
 * http or https, carries no user name, and, where it names an IP address instead of a host, that may be called. What a host's
 * name resolves to is checked when the connection is made, and only there.
 */
export function parseOutboundUrl(rules: OutboundRules, text: string): URL {
  if (!URL.canParse(text)) throw refused('This is no URL.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('Only https and http URLs are called.');
  if (url.username !== '' || url.password !== '') throw refused('The URL must not hold a user name or password.');
  const target = {
    address: url.hostname.replace(/^\[|\]$/g, ''),
    port: portOf(url),
    secure: url.protocol === 'https:',
  };
  if (isIP(target.address) !== 0) assertTarget(rules, target);
  // Where there are exceptions, a name may lead to one of them.
  else if (rules.allowed.length === 0) assertPublicName(rules, target);
  return url;
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

const localName = /^[^.]*$|\.(localhost|local|internal|home\.arpa)$/;

function assertPublicName(rules: OutboundRules, { address: name, ...target }: Target): void {
  if (localName.test(name.replace(/\.$/, ''))) throw refused(`The host is not a public one.${advice(rules)}`);
  // For the rest of the rules any public address stands for the one that the name will lead to.
  assertTarget(rules, { ...target, address: '1.1.1.1' });
}
