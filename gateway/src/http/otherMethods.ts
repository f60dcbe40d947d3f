import type { FastifyInstance, HTTPMethods } from 'fastify';
import { drain, refusal } from './httpErrors.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Answers 405 to all methods that an address does not take: `curl -T` puts files, unless it is told to post them. */
export function refuseOtherMethods(app: FastifyInstance, allowed: Readonly<Record<string, readonly string[]>>): void {
  void app.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', (_request, _body, parsed) => {
      parsed(null);
    });
    for (const [url, taken] of Object.entries(allowed)) {
      const method = methods.filter((one) => !taken.includes(one)) as HTTPMethods[];
      routes.route({
        method,
        url,
        handler: async (request, reply) => {
          await drain(request.raw);
          void reply.header('allow', taken.join(', '));
          throw refusal(405, `Use ${taken.join(', ')} here (curl -X ${taken[0] ?? ''}).`);
        },
      });
    }
    done();
  });
}
