import { connect, createServer, type Socket } from 'node:net';
import { listen } from '../api/server';

/** A proxy that leads every CONNECT to one port, as the wide network would; with a refusal it answers that instead. */
export async function startProxy(target: number, refusal?: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('data', () => {
      if (refusal) return socket.end(refusal);
      const through = connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(through).pipe(socket);
      });
      sockets.add(through.on('error', () => undefined));
      return undefined;
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const close = () => new Promise<void>((resolve) => {
    server.close(() => resolve());
    sockets.forEach((socket) => socket.destroy());
  });
  return { url, close };
}
