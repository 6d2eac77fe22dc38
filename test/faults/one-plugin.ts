import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { cleanEnvironment } from '../support/terraform';

const PLUGIN = join(resolve(__dirname, '..', '..'), 'lib', 'provider', 'plugin.cjs');

/** A plugin that runs from one Terraform to the next, so that the whole matrix need not start thousands of them. */
export interface OnePlugin {
  /** What makes Terraform use it. */
  readonly env: NodeJS.ProcessEnv;
  end(): Promise<void>;
}

/** Starts one for a service. Where the service is, it is told once: runs against another address start a plugin of their own. */
export async function startOnePlugin(service: { readonly url: string; readonly apiKey: string }): Promise<OnePlugin> {
  const env = cleanEnvironment({ CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey });
  const child = spawn(process.execPath, [PLUGIN, '--debug'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const variable = await new Promise<string>((found, fail) => {
    let output = '';
    child.once('error', fail).once('close', () => fail(new Error(`the plugin ended before it served:\n${output}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      const [, value] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(output) ?? [];
      if (value) found(value);
    });
  });
  return {
    env: { TF_REATTACH_PROVIDERS: variable },
    async end() {
      child.kill();
      await ended;
    },
  };
}
