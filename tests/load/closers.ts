type Close = () => Promise<unknown>;

/** In the order of opening. */
const closers = new Set<Close>();

/** Remembers how to undo what was just started. Returns what undoes it now; it is undone once, whoever asks. */
export function onClose(close: Close): () => Promise<void> {
  let closing: Promise<unknown> | null = null;
  const once = () => (closing ??= close());
  closers.add(once);
  return async () => {
    await once();
    closers.delete(once);
  };
}

/** Undoes everything that is still there, the last first, also when some of it fails; false when some of it did. */
export async function closeAll(): Promise<boolean> {
  let clean = true;
  for (const close of [...closers].toReversed()) {
    try {
      await close();
    } catch (error) {
      clean = false;
      console.error('Closing failed:', error);
    }
  }
  closers.clear();
  return clean;
}
