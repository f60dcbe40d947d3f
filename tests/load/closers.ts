type Close = () => Promise<unknown>;

/** In the order of opening. */
const closers = new Set<Close>();
let isClosing = false;

/**
 * Remembers how to undo what was just started. Returns what undoes it now; it is undone once, whoever asks. Throws, having
 * undone it, when everything is being closed already.
 */
export function onClose(close: Close): () => Promise<void> {
  let closing: Promise<unknown> | null = null;
  const once = () => (closing ??= close());
  if (isClosing) {
    void once();
    throw new Error('The benchmark is ending.');
  }
  closers.add(once);
  return async () => {
    await once();
    closers.delete(once);
  };
}

/** Undoes everything that is still there, the last first, also when some of it fails; false when some of it did. */
export async function closeAll(): Promise<boolean> {
  isClosing = true;
  let clean = true;
  for (const close of [...closers].toReversed()) {
    try {
      await close();
    } catch (error) {
      clean = false;
      console.error('Closing failed:', error);
    }
  }
  return clean;
}
