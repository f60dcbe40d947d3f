/** One message of a client: `type` is its letter, `bytes` the whole message; the untyped first messages have type ''. */
export type Frame = { type: string; bytes: Buffer };

/** How far a client is: what it sends first has no type, and nothing that comes before the password is large. */
export type Phase = 'startup' | 'password' | 'ready';

/** Cuts a byte stream into messages. `read` returns null until the next message is complete. */
export type FrameReader = { push(chunk: Buffer): void; read(phase: Phase): Frame | null };

// PostgreSQL's own limits, in bytes.
const longest: Record<Phase, number> = { startup: 10_000, password: 65_535, ready: 0x3fffffff };

/** Throws from `read` on a length that no client of the protocol sends: the connection is then beyond repair. */
export function createFrameReader(): FrameReader {
  let chunks: Buffer[] = [];
  let size = 0;

  // Joins only once enough has arrived: a message of megabytes comes in hundreds of chunks.
  function peek(length: number): Buffer | null {
    if (size < length) return null;
    const [first] = chunks;
    if (first !== undefined && first.length >= length) return first;
    const whole = Buffer.concat(chunks);
    chunks = [whole];
    return whole;
  }

  function take(length: number): Buffer | null {
    const whole = peek(length);
    if (whole === null) return null;
    // An empty rest would keep a message of megabytes in memory for as long as its client says nothing more.
    if (whole.length === length) chunks.shift();
    else chunks[0] = whole.subarray(length);
    size -= length;
    return whole.subarray(0, length);
  }

  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
    },
    read(phase) {
      const typed = phase !== 'startup';
      const offset = typed ? 1 : 0;
      const head = peek(offset + 4);
      if (head === null) return null;
      const length = head.readInt32BE(offset);
      if (length < 4 || length > longest[phase]) throw new Error('Not a PostgreSQL client.');
      const bytes = take(offset + length);
      return bytes && { type: typed ? String.fromCharCode(bytes.readUInt8(0)) : '', bytes };
    },
  };
}

/** The SQL of a Query or Parse message, null for other messages. */
export function findSql({ type, bytes }: Frame): string | null {
  if (type === 'Q') return bytes.toString('utf8', 5, bytes.length - 1);
  if (type !== 'P') return null;
  const start = bytes.indexOf(0, 5) + 1;
  return bytes.toString('utf8', start, bytes.indexOf(0, start));
}

/** The same Query or Parse message with other SQL. */
export function withSql(frame: Frame, sql: string): Frame {
  const { type, bytes } = frame;
  if (type === 'Q') return { type, bytes: message('Q', Buffer.from(`${sql}\0`)) };
  const start = bytes.indexOf(0, 5) + 1;
  const rest = bytes.subarray(bytes.indexOf(0, start));
  return { type, bytes: message('P', Buffer.concat([bytes.subarray(5, start), Buffer.from(sql), rest])) };
}

/** A message with its type and length in front. */
export function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** The parameters of a start-up packet: `user`, `database`, and whatever else the client sent. */
export function startupParameters(bytes: Buffer): Map<string, string> {
  const parts = bytes.toString('utf8', 8).split('\0');
  const parameters = new Map<string, string>();
  for (let i = 0; i + 1 < parts.length && parts[i] !== ''; i += 2) parameters.set(parts[i] ?? '', parts[i + 1] ?? '');
  return parameters;
}
