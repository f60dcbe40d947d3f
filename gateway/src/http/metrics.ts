import { counter, gauge, histogram } from '@prism/telemetry/metrics';

/** Operations that came in, over HTTP or a socket, by what became of them. */
export const operations = counter({
  name: 'prism_gateway_operations_total',
  help: 'Operations by type and outcome.',
  labelNames: ['type', 'outcome'],
});

export const operationSeconds = histogram({
  name: 'prism_gateway_operation_seconds',
  help: 'Time to execute an operation, subgraphs included.',
  labelNames: ['type'],
});

export const subgraphSeconds = histogram({
  name: 'prism_gateway_subgraph_seconds',
  help: 'Time a call to a subgraph took.',
  labelNames: ['subgraph'],
});

export const activeSubscriptions = gauge({
  name: 'prism_gateway_subscriptions',
  help: 'Subscriptions that are open now.',
});

export const upstreamStreams = gauge({
  name: 'prism_gateway_upstream_streams',
  help: 'Streams that are open at subgraphs, each for all subscriptions that share it.',
});

export const liveGenerations = gauge({
  name: 'prism_gateway_generations',
  help: 'Supergraphs that are served: the current one, and older ones that subscriptions still need.',
});

export const generationSubscriptions = gauge({
  name: 'prism_gateway_generation_subscriptions',
  help: 'Subscriptions that are open now, by the generation they began in.',
  labelNames: ['generation'],
});

export const reloads = counter({
  name: 'prism_gateway_reloads_total',
  help: 'Supergraphs that were offered to a running gateway, by outcome: reloaded, unchanged, refused.',
  labelNames: ['outcome'],
});

export const openHttpStreams = gauge({
  name: 'prism_gateway_http_streams',
  help: 'Streams over HTTP answers (server-sent events, multipart) that are open now.',
});

export const openSockets = gauge({
  name: 'prism_gateway_sockets',
  help: 'WebSocket connections that are open now.',
});
