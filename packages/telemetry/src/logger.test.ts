import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('logger.ts', import.meta.url));

/** What a process prints that logs one line: the logger writes to the descriptor, past anything in this process. */
function printed(fields: string, level = 'info'): string {
  const script = `import { createLogger } from '${file}'; createLogger('test').info(${fields}, 'said');`;
  return execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, LOG_LEVEL: level, NODE_OPTIONS: '' },
  });
}

test.each([
  ['in the line', `{ apiKey: 'hidden', password: 'hidden' }`],
  ['in a value', `{ user: { token: 'hidden', name: 'Ada' } }`],
  ['in the headers of a request', `{ request: { headers: { authorization: 'hidden', cookie: 'hidden' } } }`],
  [
    'in the command that Redis refused',
    `{ err: Object.assign(new Error('WRONGPASS'), { command: { name: 'hello', args: ['3', 'AUTH', 'prism', 'hidden'] } }) }`,
  ],
])('prints no secret that stands %s', (_where, fields) => {
  const line = printed(fields);
  expect(line).toContain('said');
  expect(line).not.toContain('hidden');
});

test('takes an empty LOG_LEVEL for an unset one', () => {
  expect(JSON.parse(printed('{}', ''))).toMatchObject({ level: 'info', msg: 'said' });
});
