/** What a text made only of LISTEN and UNLISTEN statements asks for, in order; `*` is UNLISTEN's every channel. */
export type ListenRequest = { listen: boolean; channel: string };

const gap = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;
const statement = /^(un)?listen\s+("(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*|\*)\s*(?:;|$)/iu;

/** The SQL without the white space and comments that it begins with. */
export function withoutLead(sql: string): string {
  return sql.replace(gap, '');
}

/**
 * Reads LISTEN and UNLISTEN statements. Null when the text holds anything else: they are followed only when sent by
 * themselves, as every driver does, because looking for them inside other SQL would need a parser.
 */
export function readListenRequests(sql: string): ListenRequest[] | null {
  const requests: ListenRequest[] = [];
  let rest = withoutLead(sql);
  while (rest !== '') {
    const match = statement.exec(rest);
    if (match === null) return null;
    const [whole, un, name = ''] = match;
    requests.push({ listen: un === undefined, channel: channelName(name) });
    rest = withoutLead(rest.slice(whole.length));
  }
  return requests.length === 0 ? null : requests;
}

function channelName(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
