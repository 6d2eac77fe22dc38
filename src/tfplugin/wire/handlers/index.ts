/** Every RPC that is answered. The others (functions, ephemeral resources, identities, lists, actions) are UNIMPLEMENTED, as core expects. */
import { applyResourceChange } from './apply-resource-change';
import { Handler, UnaryRpc } from './call';
import { configureProvider } from './configure-provider';
import { getFunctions } from './get-functions';
import { getMetadata } from './get-metadata';
import { getProviderSchema } from './get-provider-schema';
import { importResourceState } from './import-resource-state';
import { moveResourceState } from './move-resource-state';
import { planResourceChange } from './plan-resource-change';
import { readDataSource } from './read-data-source';
import { readResource } from './read-resource';
import { stopProvider } from './stop-provider';
import { upgradeResourceState } from './upgrade-resource-state';
import { validateDataResourceConfig } from './validate-data-resource-config';
import { validateProviderConfig } from './validate-provider-config';
import { validateResourceConfig } from './validate-resource-config';

export const HANDLERS: { readonly [K in UnaryRpc]?: Handler<K> } = {
  applyResourceChange,
  configureProvider,
  getFunctions,
  getMetadata,
  getProviderSchema,
  importResourceState,
  moveResourceState,
  planResourceChange,
  readDataSource,
  readResource,
  stopProvider,
  upgradeResourceState,
  validateDataResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
};
