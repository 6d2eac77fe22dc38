import type { Call } from '../call';
import { readInfo } from '../schemas/info';
import type { Client } from '../types';
import { read } from './answers';

export function info(call: Call): Client['info'] {
  return async ({ signal } = {}) => read(await call({ method: 'GET', path: ['info'], signal }), readInfo);
}
