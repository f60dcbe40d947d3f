import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

const run = (...args: string[]) =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, ['--no-warnings', main, ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });

test('says how it is used when asked, and when it does not understand', async () => {
  const [asked, unknown] = await Promise.all([run('--help'), run('--colour', 'red')]);
  expect([asked.code, asked.stderr]).toEqual([0, '']);
  expect(asked.stdout).toMatch(/^Usage: npm run demo/);
  expect([unknown.code, unknown.stdout]).toEqual([2, '']);
  expect(unknown.stderr).toMatch(/^Unknown option '--colour'.*\n\nUsage: npm run demo/);
});
