import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
export async function listen(server: Server, folder = socketFolder()): Promise<Listening> {
  const path = folder && join(folder, 'plugin');
  const remove = () => folder && rmSync(folder, { recursive: true, force: true });
  try {
    if (path && fits(path)) {
      await bind(server, { path });
      return { network: 'unix', address: path, remove };
    }
    remove();
    await bind(server, { host: '127.0.0.1', port: 0 });
    return { network: 'tcp', address: `127.0.0.1:${(server.address() as AddressInfo).port}`, remove };
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

async function bind(server: Server, where: { path: string } | { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
