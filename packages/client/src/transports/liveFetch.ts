/**
 * `fetch` for streams. An answer that does not begin within `patienceMs`, or of which nothing comes for as long, fails: a
 * connection may be gone without a word. So does a stream that ends, because whoever reads it knows better when it is complete.
 */
export function createLiveFetch(patienceMs: number): typeof fetch {
  return async (target, init) => {
    const patience = new AbortController();
    const timer = setTimeout(() => {
      patience.abort(new Error('The graph did not answer.'));
    }, patienceMs);
    try {
      const signal = init?.signal ? AbortSignal.any([init.signal, patience.signal]) : patience.signal;
      const response = await fetch(target, { ...init, signal });
      if (!response.ok || !response.body || !isStream(response)) return response;
      const { status, statusText, headers } = response;
      return new Response(watch(response.body, patienceMs), { status, statusText, headers });
    } finally {
      clearTimeout(timer);
    }
  };
}

function isStream({ headers }: Response): boolean {
  return /^(text\/event-stream|multipart\/mixed)/i.test(headers.get('content-type') ?? '');
}

function watch(body: ReadableStream<Uint8Array>, patienceMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = (): Promise<never> =>
    new Promise((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error('Nothing came from the graph.'));
      }, patienceMs);
    });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await Promise.race([reader.read(), silence()]);
        if (done) throw new Error('The stream ended.');
        controller.enqueue(value);
      } catch (error) {
        controller.error(error);
        await reader.cancel(error).catch(() => undefined);
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => {
      clearTimeout(timer);
      return reader.cancel(reason);
    },
  });
}
