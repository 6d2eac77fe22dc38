import type { FastifyInstance } from 'fastify';
import { changeClock, readSeed } from '../control/control';
import { ControlError, objectOf } from '../control/control-error';
import { readSnapshot } from '../organization/snapshot';
import type { World } from '../world';

const HANDLES_LARGE_SNAPSHOTS = { bodyLimit: 64 * 1024 * 1024 };

/** The control API, under `/_emulator`: no key, no journal, no faults. What it cannot understand is 400. */
export function controlRoutes(app: FastifyInstance, world: World): void {
  app.get('/health', () => ({ status: 'ok' }));

  app.post('/reset', (request, reply) => {
    world.reset(readSeed(request.body));
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
  app.put('/settings', (request) => world.changeSettings(objectOf(request.body, 'the settings')));

  app.get('/clock', () => ({ now: world.clock.stamp() }));
  app.put('/clock', (request) => {
    changeClock(world, request.body);
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
