import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { RunningService } from '../../test/support/service';
import { cleanEnvironment } from '../../test/support/terraform';

const COMMAND = join(__dirname, '..', '..', 'bin', 'cdktf-crowdsec');

/** An emulator in a process of its own: what measures must not share a thread with what answers. */
export async function startEmulatorProcess(): Promise<RunningService> {
  const child = spawn(process.execPath, [COMMAND, 'emulator', '--json'], { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(([code]) => Promise.reject(new Error(`the emulator ended with ${code} before it listened`))),
  ]) as [string];
  const { url, controlUrl, apiKey } = JSON.parse(line) as { url: string; controlUrl: string; apiKey: string };
  return new RunningService({
    url,
    controlUrl,
    apiKey,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  });
}
