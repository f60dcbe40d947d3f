import { readGatewayEnv } from './env.ts';
import { createGateway } from './server.ts';

const env = readGatewayEnv();
const gateway = await createGateway({
  supergraphSdl: env.SUPERGRAPH_PATH,
  subgraphUrls: env.SUBGRAPH_URLS,
  port: env.PORT,
  host: env.HOST,
  isProduction: env.NODE_ENV === 'production',
  coalesce: env.COALESCE === 'on',
});
process.once('SIGTERM', () => void gateway.close());
process.once('SIGINT', () => void gateway.close());
process.stdout.write(`${gateway.url}\n`);
