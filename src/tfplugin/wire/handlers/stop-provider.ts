import { Handler } from './call';

/** Core waits for the answer: what is aborted ends by itself, in its own call. */
export const stopProvider: Handler<'StopProvider'> = (server) => {
  server.stop();
  return {};
};
