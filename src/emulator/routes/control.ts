import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ControlError, readFields } from '../control/fields';
import { readSnapshot } from '../organization/snapshot';
import type { World } from '../world';

const HANDLES_LARGE_SNAPSHOTS = { bodyLimit: 64 * 1024 * 1024 };

const RESET = { seed: { accepts: Number.isSafeInteger, expected: 'a whole number' } };

/** The control API, under `/_emulator`: no key, no journal, no faults. What it cannot understand is 400. */
export function controlRoutes(app: FastifyInstance, world: World): void {
  // Whatever it is declared as: a body typed into curl comes as a form.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: FastifyRequest, raw: string) => readJson(raw));

  app.get('/health', () => ({ status: 'ok' }));

  app.post('/reset', (request, reply) => {
    const { seed } = readFields(request.body ?? {}, RESET, 'the reset') as { readonly seed?: number };
    world.reset(seed);
    return reply.code(204).send();
  });

  app.get('/requests', () => ({ requests: world.journal.all() }));
  app.delete('/requests', (_request, reply) => {
    world.journal.clear();
    return reply.code(204).send();
  });

  app.post('/faults', (request, reply) => reply.code(201).send(world.faults.add(request.body)));
  app.delete('/faults', (_request, reply) => {
    world.faults.clear();
    return reply.code(204).send();
  });
  app.post('/release', (_request, reply) => {
    world.faults.release();
    return reply.code(204).send();
  });

  app.get('/settings', () => world.settings);
  app.put('/settings', (request) => world.changeSettings(request.body));

  app.get('/clock', () => ({ now: world.clock.stamp() }));
  app.put('/clock', (request) => {
    world.clock.change(request.body);
    return { now: world.clock.stamp() };
  });

  app.get('/snapshot', () => world.store.snapshot());
  app.put('/snapshot', HANDLES_LARGE_SNAPSHOTS, (request, reply) => {
    world.store.restore(readSnapshot(request.body));
    return reply.code(204).send();
  });

  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof ControlError)) throw error;
    return reply.code(400).send({ message: error.message });
  });
}

function readJson(raw: string): unknown {
  if (raw === '') return undefined;
  try {
    return JSON.parse(raw);
  } catch (error) {
    throw new ControlError(`the body is no JSON: ${(error as Error).message}; send an object such as {"name": "value"}`);
  }
}
