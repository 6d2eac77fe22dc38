import { log } from '../log';
import { Listening } from './socket';

/** What Terraform sets for a plugin, so that nobody takes a plugin for a program. */
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

export function startedByTerraform(): boolean {
  return process.env.TF_PLUGIN_MAGIC_COOKIE === COOKIE;
}

/**
 * The line with which a plugin says where it listens: go-plugin's protocol 1, plugin protocol 6. If Terraform does not offer 6
 * it is printed all the same: Terraform words the error.
 */
export function handshakeLine({ network, address }: Listening, certificateDer?: Buffer): string {
  const certificate = certificateDer?.toString('base64').replace(/=+$/, '') ?? '';
  return ['1', '6', network, address, 'grpc', certificate].join('|');
}

/** Prints the line, the only one that standard output ever gets: what is printed later goes to the log. */
export function printHandshake(line: string): void {
  process.stdout.write(`${line}\n`);
  process.stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    log('info', text.trimEnd(), { stream: 'stdout' });
    const written = rest.find((argument) => typeof argument === 'function');
    if (written) process.nextTick(written as () => void);
    return true;
  };
}
