import type { DevIssuer } from '@prism/auth/devIssuer';
import { text } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const personSchema = z.object({ email: text(320).trim().pipe(z.email()), name: text(200).trim().min(1) });

/** `POST /dev/token {"email", "name"}` → `{"token"}`: signs anybody in, so it exists only with a development issuer. */
export function addDevToken(app: FastifyInstance, issuer: DevIssuer): void {
  app.post('/dev/token', async (request) => ({ token: await issuer.issue(parseInput(personSchema, request.body)) }));
}
