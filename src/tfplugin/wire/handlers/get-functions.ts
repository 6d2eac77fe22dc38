import { Handler } from './call';

/** Asked by OpenTofu only; there are none. */
export const getFunctions: Handler<'GetFunctions'> = () => ({});
