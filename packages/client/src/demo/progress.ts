const { stdout } = process;

/** How far something is, to be shown while it runs. */
export type Report = (state: string) => void;

/**
 * Runs a step and prints it with its time. On a terminal, a step that takes more than a second shows how long it has
 * been at it and what it last reported; elsewhere only the last line is printed. A step that throws gets a line too.
 */
export async function step<T>(label: string, run: (report: Report) => Promise<T>): Promise<T> {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  let state = '';
  const timer = stdout.isTTY
    ? setInterval(() => stdout.write(`\r\u001B[K… ${label} ${seconds()} s ${state}`), 250)
    : undefined;
  const end = (mark: string) => {
    clearInterval(timer);
    stdout.write(`${stdout.isTTY ? '\r\u001B[K' : ''}${mark} ${label} ${seconds()} s ${state}`.trimEnd() + '\n');
  };
  try {
    const value = await run((next) => (state = next));
    end('✓');
    return value;
  } catch (error) {
    end('✗');
    throw error;
  }
}
