/** Every RPC that is answered. The others (functions, ephemeral resources, identities, lists, actions) are UNIMPLEMENTED, as core expects. */
import { applyResourceChange } from './apply-resource-change';
import type { Handler } from './call';
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
import type { CallName } from '../protocol';

export const HANDLERS: { readonly [N in CallName]: Handler<N> } = {
  ApplyResourceChange: applyResourceChange,
  ConfigureProvider: configureProvider,
  GetFunctions: getFunctions,
  GetMetadata: getMetadata,
  GetProviderSchema: getProviderSchema,
  ImportResourceState: importResourceState,
  MoveResourceState: moveResourceState,
  PlanResourceChange: planResourceChange,
  ReadDataSource: readDataSource,
  ReadResource: readResource,
  StopProvider: stopProvider,
  UpgradeResourceState: upgradeResourceState,
  ValidateDataResourceConfig: validateDataResourceConfig,
  ValidateProviderConfig: validateProviderConfig,
  ValidateResourceConfig: validateResourceConfig,
};
