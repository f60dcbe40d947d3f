import type { Logger } from '@prism/telemetry/logger';
import type { GraphQLSchema } from 'graphql';
import { liveGenerations, reloads } from '../http/metrics.ts';
import type { ReloadOutcome } from '../options.ts';
import { openGeneration, type Generation, type GenerationOptions } from './openGeneration.ts';

/** The generations that are alive: the one that new operations get, and older ones that somebody still needs. */
export interface Generations {
  /** What operations and subscriptions that begin now belong to. */
  readonly current: () => Generation;
  /** The generation that a document was validated against. */
  of(schema: GraphQLSchema): Generation;
  /** Calls the listener with the current generation and with each that follows. A listener that throws refuses it. */
  onChange(listener: (generation: Generation) => void): () => void;
  /** Makes another supergraph the current one. Never throws: what cannot be served is refused, and everything stays. */
  readonly reload: (sdl: string) => ReloadOutcome;
  /** Closes all of them. */
  close(): Promise<void>;
}

export interface GenerationsOptions extends GenerationOptions {
  readonly sdl: string;
  readonly log: Logger;
}

/**
 * A request may have been validated and not yet have begun to run when its generation is superseded: longer than that can
 * take, in milliseconds.
 */
const graceMs = 1_000;

/** Each holds a schema and a planner: reloads that follow each other faster than subscriptions drain must not pile them up. */
const maxSuperseded = 4;

/** Opens the first generation. Throws when the document is no supergraph that this gateway can serve. */
export function createGenerations({ sdl, log, ...options }: GenerationsOptions): Generations {
  let current = openGeneration(sdl, options);
  const bySchema = new WeakMap<GraphQLSchema, Generation>([[current.supergraph.schema, current]]);
  const superseded = new Map<Generation, () => void>();
  const listeners = new Set<(generation: Generation) => void>();
  const { generationDrain, generationSpread } = options.limits;
  liveGenerations.inc();

  const close = async (generation: Generation): Promise<void> => {
    liveGenerations.dec();
    await generation.close();
    log.info({ generation: generation.id }, 'the last user of an old supergraph has gone');
  };

  const supersede = (old: Generation): void => {
    const drain = (): void => {
      clearTimeout(drainTimer);
      log.info({ generation: old.id, subscriptions: old.holds.subscriptions() }, 'an old supergraph drains');
      old.holds.drain(generationSpread);
    };
    const drainTimer = setTimeout(drain, generationDrain).unref();
    const graceTimer = setTimeout(() => {
      old.holds.onEmpty(() => {
        clearTimeout(drainTimer);
        if (superseded.delete(old)) void close(old);
      });
    }, graceMs).unref();
    superseded.set(old, () => {
      clearTimeout(drainTimer);
      clearTimeout(graceTimer);
    });
    const tooMany = [...superseded.keys()].slice(0, -maxSuperseded);
    for (const { holds } of tooMany) holds.drain(generationSpread);
  };

  const replace = (next: Generation): void => {
    try {
      for (const listener of listeners) listener(next);
    } catch (error) {
      void next.close();
      throw error;
    }
    bySchema.set(next.supergraph.schema, next);
    supersede(current);
    current = next;
    liveGenerations.inc();
  };

  const consider = (nextSdl: string): ReloadOutcome => {
    if (nextSdl === current.supergraph.sdl) return 'unchanged';
    try {
      replace(openGeneration(nextSdl, options));
      log.info({ generation: current.id }, 'another supergraph is served');
      return 'reloaded';
    } catch (error) {
      log.error({ err: error, generation: current.id }, 'a supergraph was refused: the one before stays');
      return 'refused';
    }
  };

  return {
    current: () => current,
    of: (schema) => bySchema.get(schema) ?? current,
    onChange(listener) {
      listeners.add(listener);
      listener(current);
      return () => listeners.delete(listener);
    },
    reload(nextSdl) {
      const outcome = consider(nextSdl);
      reloads.inc({ outcome });
      return outcome;
    },
    async close() {
      const all = [current, ...superseded.keys()];
      for (const stop of superseded.values()) stop();
      superseded.clear();
      liveGenerations.dec(all.length);
      await Promise.all(all.map((generation) => generation.close()));
    },
  };
}
