/** What a text made only of LISTEN and UNLISTEN statements asks for, in order; `*` is UNLISTEN's every channel. */
export type ListenRequest = { listen: boolean; channel: string };

const statement = /^\s*(un)?listen\s+("(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*|\*)\s*(?:;|$)/iu;

/**
 * Reads LISTEN and UNLISTEN statements. Null when the text holds anything else: they are followed only when sent by
 * themselves, as every driver does, because looking for them inside other SQL would need a parser.
 */
export function readListenRequests(sql: string): ListenRequest[] | null {
  const requests: ListenRequest[] = [];
  let rest = sql;
  while (rest.trim() !== '') {
    const match = statement.exec(rest);
    if (match === null) return null;
    const [whole, un, name = ''] = match;
    requests.push({ listen: un === undefined, channel: channelName(name) });
    rest = rest.slice(whole.length);
  }
  return requests.length === 0 ? null : requests;
}

function channelName(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
