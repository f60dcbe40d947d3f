import { execFile } from 'node:child_process';

/** What a process says that reads this environment, and the code that it ends with. */
function read(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const script = `import { readGatewayEnv } from ${JSON.stringify(new URL('env.ts', import.meta.url))}; readGatewayEnv();`;
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const options = { env: { PATH, NODE_COMPILE_CACHE, ...env } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--input-type=module', '-e', script], options, (_error, out, err) => {
      resolve({ code: child.exitCode, output: out + err });
    });
  });
}

const standalone = { GATEWAY_AUTH: 'none' };

describe('the environment of the gateway', () => {
  it('is complete with very little', async () => {
    expect(await read(standalone)).toMatchObject({ code: 0 });
    expect(await read({ INTERNAL_TOKEN_SECRET: 'x'.repeat(32) })).toMatchObject({ code: 0 });
  });

  it('is refused without authentication in production', async () => {
    const { code, output } = await read({ ...standalone, NODE_ENV: 'production' });
    expect(code).toBe(1);
    expect(output).toContain('production refuses GATEWAY_AUTH=none');
  });

  it('has every fault named at once', async () => {
    const { code, output } = await read({ PORT: 'many', SUPERGRAPH_PATH: '/nowhere', SUBGRAPH_URLS: 'tasks' });
    expect(code).toBe(1);
    for (const name of ['PORT', 'SUPERGRAPH_PATH', 'SUBGRAPH_URLS', 'INTERNAL_TOKEN_SECRET'])
      expect(output).toContain(name);
  });

  it('is refused in production when it lets in everybody from anywhere', async () => {
    const { code, output } = await read({
      NODE_ENV: 'production',
      CORS_ORIGINS: '*',
      OIDC_ISSUER: 'https://id.example.com',
      INTERNAL_TOKEN_SECRET: 'x'.repeat(32),
    });
    expect(code).toBe(1);
    expect(output).toContain('CORS_ORIGINS: production refuses *');
    expect(output).toContain('OIDC_AUDIENCE: is required in production');
  });

  it.each(['app.example.com', 'https://app.example.com/', 'https://a.example,*', 'https://a.example:443'])(
    'is refused with CORS_ORIGINS=%s',
    async (origins) => {
      const { code, output } = await read({ ...standalone, CORS_ORIGINS: origins });
      expect(code).toBe(1);
      expect(output).toContain('CORS_ORIGINS: must look like');
    },
  );
});
