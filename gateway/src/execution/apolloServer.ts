import { ApolloServer, type ApolloServerOptionsWithGateway, type BaseContext } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { Logger } from '@prism/telemetry/logger';
import { GraphQLError } from 'graphql';
import { rebuildError } from '../errors/rebuildError.ts';
import { visibleExtensions, type ToClientError } from '../errors/toClientError.ts';
import { sandboxPage } from '../http/sandboxPage.ts';
import { wellFormedStatus } from '../http/wellFormedStatus.ts';
import type { Generations } from '../generations/generations.ts';
import type { RequestContext } from './requestContext.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

export interface GatewayApolloServerOptions {
  readonly generations: Generations;
  readonly log: Logger;
  readonly isProduction: boolean;
  readonly maskErrors: ToClientError;
  readonly maxTokens: number;
  /** Whether `application/json` answers to well-formed requests always have status 200. */
  readonly strictStatus: boolean;
}

/** Apollo Server's request pipeline (parsing, validation, GraphQL over HTTP, CSRF prevention) in front of the engine. */
export function createGatewayApolloServer(options: GatewayApolloServerOptions): ApolloServer<RequestContext> {
  const { log, isProduction, maskErrors } = options;
  return new ApolloServer<RequestContext>({
    gateway: toGatewayInterface(options.generations),
    logger: log,
    nodeEnv: isProduction ? 'production' : 'development',
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    apollo: {},
    parseOptions: { maxLexicalTokens: options.maxTokens },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      sandboxPage(),
      ...(options.strictStatus ? [wellFormedStatus()] : []),
    ],
    stringifyResult: createStringifier(),
    formatError: (formatted, error) => {
      // What the engine returns went through `maskErrors` already, and says so by having been through AS unchanged.
      const original =
        error instanceof GraphQLError ? error : new GraphQLError(formatted.message, { originalError: asError(error) });
      if (settled.has(original)) return formatted;
      const { message, locations, path, extensions } = maskErrors(withExtensions(original, formatted.extensions), {
        log,
        requestId: '',
      });
      const visible = visibleExtensions(extensions);
      return { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions: visible };
    },
  });
}

const settled = new WeakSet<GraphQLError>();

/** Apollo Server keeps parsed documents beside the schema they were validated against, and forgets them with it. */
function toGatewayInterface(generations: Generations): GatewayInterface {
  const executor: Executor = async ({ document, request, context, schema }) => {
    const result = await generations.of(schema).engine.execute({
      document,
      operationName: request.operationName,
      variables: request.variables ?? {},
      context: context as unknown as RequestContext,
    });
    for (const error of result.errors ?? []) settled.add(error);
    return result as Awaited<ReturnType<Executor>>;
  };
  return {
    load: () => Promise.resolve({ schema: generations.current().supergraph.schema, executor }),
    onSchemaLoadOrUpdate: (listener) =>
      generations.onChange(({ supergraph }) => {
        listener({ apiSchema: supergraph.schema, coreSupergraphSdl: supergraph.sdl });
      }),
    stop: () => Promise.resolve(),
  };
}

/** Requests that shared one execution share its text too. */
function createStringifier(): (result: {
  data?: Record<string, unknown> | null;
  errors?: unknown;
  extensions?: unknown;
}) => string {
  const texts = new WeakMap<object, string>();
  return (result) => {
    const { data, errors, extensions } = result;
    if (!data || errors !== undefined || extensions !== undefined) return JSON.stringify(result);
    let text = texts.get(data);
    if (text === undefined) texts.set(data, (text = `{"data":${JSON.stringify(data)}}\n`));
    return text;
  };
}

function withExtensions(error: GraphQLError, extensions: Record<string, unknown> | undefined): GraphQLError {
  return rebuildError(error, error.message, { ...extensions, ...error.extensions });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
