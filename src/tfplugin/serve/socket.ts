import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server, ServerCredentials } from '@grpc/grpc-js';

/** Where a server listens, in Go's words. */
export interface Listening {
  readonly network: 'unix' | 'tcp';
  readonly address: string;
  /** Takes the socket's folder away. May be called again. */
  remove(): void;
}

/** Bytes that a socket's path may have. */
const LONGEST_PATH = process.platform === 'linux' ? 107 : 103;

/** Listens on a socket in a folder of its own, which only this user may enter, or where that cannot be on a port of the loopback address. */
export async function listen(server: Server, credentials: ServerCredentials, folder = socketFolder()): Promise<Listening> {
  const path = folder && join(folder, 'plugin');
  const remove = () => folder && rmSync(folder, { recursive: true, force: true });
  try {
    if (path && fits(path)) {
      await bind(server, `unix:${path}`, credentials);
      return { network: 'unix', address: path, remove };
    }
    remove();
    return { network: 'tcp', address: `127.0.0.1:${await bind(server, '127.0.0.1:0', credentials)}`, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function socketFolder(): string | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    return mkdtempSync(join(process.env.PLUGIN_UNIX_SOCKET_DIR || tmpdir(), 'tfplugin-'));
  } catch {
    return undefined; // a temporary folder that is missing or read-only: a port needs none
  }
}

/** The handshake line separates its fields with a bar. */
function fits(path: string): boolean {
  return Buffer.byteLength(path) <= LONGEST_PATH && !/[|\n]/.test(path);
}

async function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => (error ? reject(error) : resolve(port)));
  });
}
