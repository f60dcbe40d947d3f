import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const { IPv4, IPv6, parse } = ipaddr;
type Address = ipaddr.IPv4 | ipaddr.IPv6;

// All that IANA has given out as global unicast. Whatever lies elsewhere has a meaning of its own, known today or not.
const globalUnicast: [ipaddr.IPv6, number] = [IPv6.parse('2000::'), 3];

/** Ranges that the library takes for ordinary ones. */
const moreReserved: readonly [ipaddr.IPv4, number][] = [
  // 6to4 relays, and what Azure and Oracle answer metadata and agents from.
  [IPv4.parse('192.88.99.0'), 24],
  [IPv4.parse('168.63.129.16'), 32],
  [IPv4.parse('192.0.0.0'), 24],
];

/**
 * Whether an IP address is one of the public internet's: neither private, loopback, link-local, shared (CGNAT), multicast, reserved
 * nor for documentation, and no IPv6 form that carries an IPv4 address (mapped, NAT64, 6to4, Teredo). False for what is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof IPv6) return parsed.zoneId === undefined && parsed.match(globalUnicast);
  return !moreReserved.some((range) => parsed.match(range));
}

/** An address, or a range of them in CIDR notation, on one port or on all. */
export type AllowedRange = {
  readonly range: readonly [Address, number];
  /** Null for every port. */
  readonly port: number | null;
};

/**
 * Reads `127.0.0.1:8025`, `10.0.0.0/8`, `[::1]:3000`, `fd00::/8`, separated by commas. Throws a TypeError that names the entry that
 * is none of these. Names are not taken: whoever answers for a name may change what it means.
 */
export function parseAllowedRanges(text: string): readonly AllowedRange[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '').map(parseAllowedRange);
}

function parseAllowedRange(entry: string): AllowedRange {
  const parts =
    /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[\d.]+(?:\/\d+)?)|(?<bare>[\da-f:.]*:[\da-f:.]*(?:\/\d+)?))(?::(?<port>\d+))?$/i.exec(
      entry,
    )?.groups;
  const [address = '', bits] = (parts?.['v6'] ?? parts?.['v4'] ?? parts?.['bare'] ?? '').split('/');
  const port = parts?.['port'] === undefined ? null : Number(parts['port']);
  // Four-part decimal only: '10.1' would be 10.0.0.1 to some readers.
  const isAddress = address.includes(':') ? IPv6.isValid(address) : IPv4.isValidFourPartDecimal(address);
  if (!isAddress || port === 0 || Number(port) > 65_535) throw new TypeError(`${entry} is no address or range`);
  const parsed = parse(address);
  const size = parsed.kind() === 'ipv6' ? 128 : 32;
  const prefix = bits === undefined ? size : Number(bits);
  if (!Number.isInteger(prefix) || prefix > size) throw new TypeError(`${entry} is no address or range`);
  return { range: [parsed, prefix], port };
}

/** Whether one of the ranges holds this address and port. An IPv4 address in IPv6 clothes counts as the IPv4 address. */
export function isAllowed(ranges: readonly AllowedRange[], address: string, port: number): boolean {
  if (isIP(address) === 0) return false;
  const parsed = parse(address);
  const plain = parsed instanceof IPv6 && parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed;
  return ranges.some(
    ({ range: [base, prefix], port: only }) =>
      base.kind() === plain.kind() && plain.match(base, prefix) && (only === null || only === port),
  );
}
