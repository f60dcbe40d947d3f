import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { drain, refusal } from './httpErrors.ts';

const methods: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What an address takes, the most likely first. */
type Taken = readonly [HTTPMethods, ...HTTPMethods[]];

/**
 * Hands to `serve` what each address takes, with bodies that nobody has read: unlike the graph they are not only JSON. Answers 405 to
 * all other methods: `curl -T` puts files, unless it is told to post them.
 */
export function routeFiles(
  app: FastifyInstance,
  addresses: Readonly<Record<string, Taken>>,
  serve: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  void app.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', (_request, _body, parsed) => {
      parsed(null);
    });
    for (const [url, taken] of Object.entries(addresses)) {
      routes.route({ method: [...taken], url, handler: serve });
      const others = methods.filter((method) => !taken.includes(method));
      routes.route({ method: others, url, handler: (request, reply) => refuseMethod(request, reply, taken) });
    }
    done();
  });
}

async function refuseMethod(request: FastifyRequest, reply: FastifyReply, taken: Taken): Promise<never> {
  await drain(request.raw);
  void reply.header('allow', taken.join(', '));
  throw refusal(405, `Use ${taken.join(', ')} here (curl -X ${taken[0]}).`);
}
