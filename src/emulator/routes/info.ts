import type { FastifyInstance } from 'fastify';
import type { World } from '../world';

/** `GET /info`: whose key it is. */
export function infoRoutes(app: FastifyInstance, world: World): void {
  app.get('/info', () => ({
    organization_id: world.catalogue.organizationId,
    subscription_type: world.settings.plan,
    api_key_name: 'emulator',
  }));
}
