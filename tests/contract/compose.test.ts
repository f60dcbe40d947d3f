import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { aiEnv } from '@prism/ai/createAi';
import { subgraphEnv } from '@prism/config/fragments';
import { prismEnv } from '@prism/gateway/env';
import { outboundEnv } from '@prism/net/outboundEnv';
import { workersEnv } from '@prism/workers/env';
import { Ajv } from 'ajv';

import { parseEnvFile, readComposeFile, root } from './composeFile.ts';

const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const variables = parseEnvFile(execFileSync(path.join(root, 'docker/make-env'), { encoding: 'utf8' }));
const compose = readComposeFile(variables);
const ours = Object.entries(compose.services).filter(([, service]) => service.build);
const processes = ours.filter(([name]) => name !== 'migrate');

describe('docker-compose.yml', () => {
  it('is valid by the schema of the Compose Specification', () => {
    const { $schema, ...schema } = JSON.parse(read('tests/contract/composeSpec.json'));
    expect($schema).toContain('draft-07');
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    validate(compose);
    expect(validate.errors).toBeNull();
    // The schema does say no.
    expect(validate({ services: { postgres: { comand: [] } } })).toBe(false);
  });

  it('has everything that runs', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(
      ['analytics', 'gateway', 'knowledge', 'migrate', 'notifications', 'organizations', 'tasks', 'workers'].sort(),
    );
    for (const [, { command }] of ours) {
      expect(command[0]).toBe('node');
      expect(existsSync(path.join(root, command[1]!))).toBe(true);
    }
  });

  it('refuses to start without secrets', () => {
    expect(() => readComposeFile({ ...variables, INTERNAL_TOKEN_SECRET: '' })).toThrow(
      'INTERNAL_TOKEN_SECRET is not set',
    );
    expect(() => readComposeFile({ ...variables, SECRETS_KEY: '' })).toThrow('SECRETS_KEY is not set');
    expect(() => readComposeFile({ ...variables, POSTGRES_PASSWORD: '' })).toThrow('POSTGRES_PASSWORD is not set');
  });

  it('makes a new secret in every place that needs one', () => {
    const secrets = Object.entries(variables).filter(([name]) => /PASSWORD|SECRET/.test(name));
    expect(secrets.length).toBeGreaterThanOrEqual(8);
    expect(new Set(secrets.map(([, secret]) => secret)).size).toBe(secrets.length);
    for (const [name, secret] of secrets)
      expect(secret).toMatch(name === 'SECRETS_KEY' ? /^[A-Za-z0-9+/]{43}=$/ : /^[0-9a-f]{48}$/);
  });

  it('keeps the queues: append-only file on, nothing evicted', () => {
    const command = compose.services['redis']!.command.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  it('lets each process log in as itself, never as the administrator', () => {
    const logins = processes
      .flatMap(([, { environment = {} }]) => environment['DATABASE_URL'] ?? [])
      .map((url) => new URL(url));
    expect(logins.length).toBe(6);
    expect(new Set(logins.map(({ username }) => username)).size).toBe(logins.length);
    const passwords = JSON.parse(compose.services['migrate']!.environment!['DB_ROLE_PASSWORDS']!);
    for (const { username, password } of logins) expect(passwords[username]).toBe(password);
  });

  // What a container is built with, and what production refuses.
  const notTold = ['HOST', 'SUPERGRAPH_PATH', 'GATEWAY_AUTH', 'DEV_ISSUER_KEY_PATH'];
  // What the file itself knows: where the others are.
  const places = [
    'PORT',
    'DATABASE_URL',
    'REDIS_URL',
    'SUBGRAPH_URLS',
    'ORGANIZATIONS_URL',
    'KNOWLEDGE_URL',
    'TASKS_URL',
  ];

  it.each([
    ['gateway', prismEnv],
    ['knowledge', { ...subgraphEnv(0), ...aiEnv, UPLOAD_MAX_BYTES: true }],
    ['notifications', { ...subgraphEnv(0), ...outboundEnv, SECRETS_KEY: true, VAPID_PUBLIC_KEY: true }],
    ['tasks', { ...subgraphEnv(0), ORGANIZATIONS_URL: true, KNOWLEDGE_URL: true }],
    ['organizations', subgraphEnv(0)],
    ['analytics', subgraphEnv(0)],
    ['workers', workersEnv],
  ])('lets whoever operates it say all that %s can be told', (name, shape) => {
    const names = Object.keys(shape).filter((variable) => !notTold.includes(variable));
    const told = readComposeFile({ ...variables, ...Object.fromEntries(names.map((variable) => [variable, '2345'])) });
    const environment = told.services[name]!.environment!;
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(names));
    const deaf = names.filter((variable) => !places.includes(variable) && environment[variable] !== '2345');
    expect(deaf).toEqual([]);
  });

  it('opens one port to the outside: the gateway', () => {
    const open = Object.entries(compose.services).filter(([, { ports }]) => ports);
    expect(open.map(([name]) => name)).toEqual(['gateway']);
  });

  it('starts in order, by health', () => {
    for (const [, service] of processes) {
      expect(service.healthcheck?.disable).toBeFalsy();
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(condition).toBe(name === 'migrate' ? 'service_completed_successfully' : 'service_healthy');
      }
    }
    expect(compose.services['migrate']!.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(compose.services['collector']!.profiles).toEqual(['observability']);
  });
});

describe('Dockerfile', () => {
  const stages = read('Dockerfile')
    .split(/^FROM /m)
    .slice(1);

  it('builds in one stage and runs in another, as nobody in particular', () => {
    expect(stages.length).toBe(2);
    expect(stages[1]).toMatch(/^USER node$/m);
    expect(stages[1]).toContain('HEALTHCHECK');
  });

  it('runs on the major version of Node that the workspace runs on', () => {
    const { devDependencies } = JSON.parse(read('package.json'));
    const major = /\d+/.exec(devDependencies.node)![0];
    for (const stage of stages) expect(stage).toMatch(new RegExp(`^node:${major}-`));
  });
});
