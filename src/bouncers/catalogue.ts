import { BouncerComponent } from './component';
import { CUSTOM } from './custom';
import { FIREWALL } from './firewall';
import { NGINX, OPENRESTY } from './nginx';
import { BouncerOptions } from './options';
import { Renderer } from './renderer';

/** A component, and which of the options are its own. */
export interface CatalogueEntry {
  readonly renderer: Renderer<any>;
  readonly prop?: keyof BouncerOptions;
}

/** Components that have a file. */
export const CATALOGUE: { readonly [component in BouncerComponent]?: CatalogueEntry } = {
  [BouncerComponent.NGINX]: { renderer: NGINX },
  [BouncerComponent.OPENRESTY]: { renderer: OPENRESTY },
  [BouncerComponent.CUSTOM]: { renderer: CUSTOM, prop: 'custom' },
  [BouncerComponent.FIREWALL]: { renderer: FIREWALL, prop: 'firewall' },
};
