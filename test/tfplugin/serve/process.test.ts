/** The executable by itself, without Terraform: the handshake, the connection, and what it does not end of. */
import { ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createHostIdentity } from '../support/host-identity';
import { ProtocolClient } from '../support/protocol-client';
import { SampleExecutable } from '../support/sample-executable';

type Host = Awaited<ReturnType<typeof createHostIdentity>>;
/** A health check's answer: field 1, value 1. */
const SERVING = [8, 1];
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

describe('the executable', () => {
  let sample: SampleExecutable;
  let host: Host;
  let folder: string;
  const started: ChildProcess[] = [];
  const clients: ProtocolClient[] = [];
  beforeAll(async () => {
    sample = new SampleExecutable();
    host = await createHostIdentity();
    folder = mkdtempSync(join(tmpdir(), 'sockets-'));
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    sample.remove();
  });

  function start(env: NodeJS.ProcessEnv, args: string[] = []): ChildProcess {
    const child = spawn(process.execPath, [sample.file, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, PLUGIN_UNIX_SOCKET_DIR: folder, ...env },
    });
    started.push(child);
    return child;
  }

  async function handshake(child: ChildProcess): Promise<string> {
    const [line] = await once(createInterface(child.stdout!), 'line');
    return line;
  }

  const withTls = () => start({ TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_CLIENT_CERT: host.certificatePem.toString() });

  function connect(line: string, as?: Host): ProtocolClient {
    clients.push(ProtocolClient.ofHandshake(line, as));
    return clients.at(-1)!;
  }

  test.each([[{}], [{ TF_PLUGIN_MAGIC_COOKIE: 'wrong' }]])('started by hand with %j says what it is and how it is used', async (env) => {
    const child = start(env);
    const chunks: Buffer[] = [];
    child.stderr!.on('data', (chunk) => chunks.push(chunk));
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    const text = Buffer.concat(chunks).toString();
    for (const part of ['provider for Terraform', 'source  = "terraform.local/test/sample"', '--debug']) expect(text).toContain(part);
  });

  test('prints where it listens, and a certificate that proves it', async () => {
    const line = await handshake(withTls());
    const fields = line.split('|');
    expect(fields).toHaveLength(6);
    expect(fields.slice(0, 3)).toEqual(['1', '6', 'unix']);
    expect(fields[4]).toBe('grpc');
    expect(fields[5]).not.toMatch(/[=\s]/);

    const socket = fields[3];
    expect(dirname(dirname(socket))).toBe(folder);
    // eslint-disable-next-line no-bitwise
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);

    const certificate = new X509Certificate(Buffer.from(fields[5], 'base64'));
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
    expect(certificate.subjectAltName).toBe('DNS:localhost');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(new Date(certificate.validFrom).getTime()).toBeLessThan(Date.now());
  });

  test('serves the host whose certificate it was given, and nobody else', async () => {
    const line = await handshake(withTls());
    expect([...await connect(line, host).unary('/grpc.health.v1.Health/Check')]).toEqual(SERVING);
    await expect(connect(line, await createHostIdentity()).call('GetMetadata', {})).rejects.toThrow('UNAVAILABLE');
    await expect(connect(line).call('GetMetadata', {})).rejects.toThrow('UNAVAILABLE');
  });

  test('without a certificate of the host serves in plain, and leaves the field empty', async () => {
    const line = await handshake(start({ TF_PLUGIN_MAGIC_COOKIE: COOKIE }));
    expect(line).toMatch(/^1\|6\|unix\|[^|]+\|grpc\|$/);
    expect(await connect(line).call('GetMetadata', {})).toMatchObject({ resources: [{ typeName: 'sample_thing' }] });
  });

  test('goes on after signals and a disconnect, and ends of a shutdown, with its socket', async () => {
    const child = withTls();
    const line = await handshake(child);
    const first = connect(line, host);
    await first.call('StopProvider', {});
    first.close();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) child.kill(signal);
    const second = connect(line, host);
    await second.call('GetMetadata', {});
    const ended = once(child, 'exit');
    await second.unary('/plugin.GRPCController/Shutdown').catch(() => undefined);
    expect(await ended).toEqual([0, null]);
    expect(existsSync(dirname(line.split('|')[3]))).toBe(false);
  });

  test('ends, with its socket, when nobody comes; a call within the time is enough to stay', async () => {
    const hurried = { TF_PLUGIN_MAGIC_COOKIE: COOKIE, SAMPLE_CONNECT_WITHIN: '3000' };
    const [lonely, visited] = [start(hurried), start(hurried)];
    const [gone, here] = await Promise.all([handshake(lonely), handshake(visited)]);
    await connect(here).call('GetMetadata', {});
    expect(await once(lonely, 'exit')).toEqual([0, null]);
    expect(existsSync(dirname(gone.split('|')[3]))).toBe(false);
    expect(await connect(here).call('GetMetadata', {})).toBeDefined();
  });

  test('with --debug prints the variable for Terraform, serves in plain and ends of Ctrl-C', async () => {
    const child = start({}, ['--debug']);
    for await (const line of createInterface(child.stdout!)) {
      const variable = /TF_REATTACH_PROVIDERS='(.*)'/.exec(line);
      if (!variable) continue;
      const { 'terraform.local/test/sample': reattach } = JSON.parse(variable[1]);
      expect(reattach).toMatchObject({ Protocol: 'grpc', ProtocolVersion: 6, Pid: child.pid, Test: true, Addr: { Network: 'unix' } });
      expect(await connect(`||unix|${reattach.Addr.String}||`).call('GetMetadata', {})).toBeDefined();
      child.kill('SIGINT');
    }
    expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0);
  });
});
