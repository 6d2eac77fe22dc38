import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment, run, temporaryFolder, TERRAFORM } from '../support/terraform';

/** Credentials that break out of a string of most languages, and of a URL. */
export const HARD = {
  endpoint: 'https://admin.api.crowdsec.net/v1/integrations/65454a7c3bc16020f8580950/content',
  username: 'us@er:/ %+',
  password: 'a"b\\c$d ${e}%{f}\n#?&;[]{}é',
};

const ENCODED = `${encodeURIComponent(HARD.username)}:${encodeURIComponent(HARD.password)}`;

/** The endpoint with those credentials, as the service's provider writes it. */
export const HARD_URL = HARD.endpoint.replace('://', `://${ENCODED}@`);

/**
 * What Terraform makes of values of a synthesised stack, when the integration is the hard one: variables stand for the attributes
 * that only the service knows, and for the stack's own variables.
 */
export async function evaluated(values: { readonly [name: string]: unknown }): Promise<{ readonly [name: string]: any }> {
  const known: { readonly [name: string]: string } = { ...HARD, endpoint_with_credentials: HARD_URL };
  const text = JSON.stringify(values).replace(/(?:data\.)?crowdsec_integration\.\w+\./g, 'var.');
  const output = Object.fromEntries(Object.entries(JSON.parse(text)).map(([name, value]) => [name, { value, sensitive: true }]));
  const variable = Object.fromEntries(Object.keys(known).map((name) => [name, { type: 'string', sensitive: true }]));
  const folder = temporaryFolder('evaluated');
  try {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ variable, output }));
    const env = cleanEnvironment(Object.fromEntries(Object.entries(known).map(([name, value]) => [`TF_VAR_${name}`, value])));
    for (const args of [['init'], ['apply', '-auto-approve']]) {
      const { code, output: said } = await run(TERRAFORM, args, { cwd: folder, env });
      if (code !== 0) throw new Error(said);
    }
    const { stdout } = await run(TERRAFORM, ['output', '-json'], { cwd: folder, env });
    return Object.fromEntries(Object.entries<any>(JSON.parse(stdout)).map(([name, { value }]) => [name, value]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
