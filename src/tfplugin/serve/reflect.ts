/**
 * The certificate library wires its parts with an injector that wants the Reflect metadata functions to exist. None of its classes
 * asks for anything to be injected, so these few do.
 */
const metadata = new WeakMap<object, Map<unknown, unknown>>();
const read = (key: unknown, target: object) => metadata.get(target)?.get(key);

const functions = {
  getMetadata: read,
  getOwnMetadata: read,
  hasOwnMetadata: (key: unknown, target: object) => metadata.get(target)?.has(key) ?? false,
  defineMetadata: (key: unknown, value: unknown, target: object) => {
    metadata.set(target, (metadata.get(target) ?? new Map()).set(key, value));
  },
  metadata: () => () => undefined,
};

if (!('getMetadata' in Reflect)) Object.assign(Reflect, functions);
