// Stock Apollo: ApolloGateway behind startStandaloneServer, with the data source that both bring. The one thing added is the
// internal token that the subgraphs ask for, signed for one session and renewed twice a minute.
import { readFile } from 'node:fs/promises';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { internalHeaders, sessionOf } from '@prism/testkit/sessions';
import { toStockSupergraph } from './stockSupergraph.ts';

const settings = JSON.parse(process.env['STOCK_SETTINGS'] ?? '{}') as StockSettings;

/** What the benchmark tells this process. */
export interface StockSettings {
  readonly supergraphPath: string;
  readonly subgraphUrls: Readonly<Record<string, string>>;
  readonly session: { readonly userId: string; readonly organizationId: string; readonly role: 'OWNER' };
}

const session = sessionOf(settings.session);
let token = (await internalHeaders(session)).authorization;
setInterval(() => {
  void internalHeaders(session).then(({ authorization }) => (token = authorization));
}, 30_000);

const gateway = new ApolloGateway({
  supergraphSdl: toStockSupergraph(await readFile(settings.supergraphPath, 'utf8')),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource({
      url: settings.subgraphUrls[name] ?? '',
      willSendRequest: ({ request }) => request.http?.headers.set('authorization', token),
    }),
});
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: Number(process.env['PORT']) } });
