/** The server by itself, called by another implementation of gRPC. */
import { connect } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { Call, createGrpcServer, GrpcServer } from '../../../src/tfplugin/serve/grpc-server';
import { listen, Listening } from '../../../src/tfplugin/serve/socket';

const MEBIBYTE = 1024 * 1024;
const raw = (bytes: Uint8Array) => Buffer.from(bytes);

describe('a gRPC server', () => {
  let calls: { [path: string]: Call };
  let server: GrpcServer;
  let listening: Listening;
  let client: Client;
  beforeEach(async () => {
    calls = { '/a.B/Echo': { unary: (request) => request }, '/a.B/Silent': { silent: true } };
    server = createGrpcServer({ call: async (path) => calls[path] });
    listening = await listen(server.http);
    client = new Client(`unix:${listening.address}`, credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1,
    });
  });
  afterEach(() => {
    client.close();
    server.close();
    listening.remove();
  });

  const ask = (path: string, request: Uint8Array) => new Promise<Buffer>((resolve, reject) => {
    client.makeUnaryRequest(path, raw, (bytes: Buffer) => bytes, request, (error, response) => (error ? reject(error) : resolve(response!)));
  });

  test('carries messages of every size, many at a time', async () => {
    const sizes = [0, 1, 16 * 1024, MEBIBYTE, 40 * MEBIBYTE, ...Array.from({ length: 500 }, (_, index) => index)];
    const answers = await Promise.all(sizes.map((size) => ask('/a.B/Echo', Buffer.alloc(size, size % 251))));
    answers.forEach((answer, index) => expect(answer.equals(Buffer.alloc(sizes[index], sizes[index] % 251))).toBe(true));
  });

  test('answers what it does not have, what fails, and what is too large, and goes on', async () => {
    calls['/a.B/Fails'] = { unary: () => { throw new Error('hunter2'); } };
    await expect(ask('/a.B/Other', Buffer.alloc(0))).rejects.toMatchObject({ code: 12 });
    await expect(ask('/a.B/Fails', Buffer.alloc(9))).rejects.toMatchObject({ code: 13, details: 'the call failed' });
    await expect(ask('/a.B/Echo', Buffer.alloc(256 * MEBIBYTE + 1))).rejects.toMatchObject({ code: 8 });
    expect(await ask('/a.B/Echo', Buffer.from('on'))).toEqual(Buffer.from('on'));
  });

  test('a call that the host gives up ends in silence', async () => {
    let release = (_: Uint8Array) => {};
    const reached = new Promise<void>((resolve) => {
      calls['/a.B/Slow'] = { unary: () => new Promise((answer) => { release = answer; resolve(); }) };
    });
    const call = client.makeUnaryRequest('/a.B/Slow', raw, (bytes: Buffer) => bytes, Buffer.from('x'), () => undefined);
    await reached;
    call.cancel();
    await ask('/a.B/Echo', Buffer.from('the cancellation came first'));
    release(Buffer.from('late'));
    await turn();
    expect(await ask('/a.B/Echo', Buffer.from('on'))).toEqual(Buffer.from('on'));
  });

  test('a silent call stays open until the host ends it', async () => {
    const stream = client.makeServerStreamRequest('/a.B/Silent', raw, (bytes: Buffer) => bytes, Buffer.alloc(0), new Metadata());
    const ended = new Promise((resolve) => stream.on('error', resolve));
    stream.on('data', () => undefined);
    await new Promise((resolve) => stream.once('metadata', resolve));
    stream.cancel();
    expect(await ended).toMatchObject({ code: 1 });
  });

  test.each([
    ['less than a prefix', [0, 0]],
    ['a compressed message', [1, 0, 0, 0, 1, 7]],
    ['two messages', [0, 0, 0, 0, 1, 7, 0, 0, 0, 0, 1, 7]],
  ])('%s is refused', async (_, body) => {
    const session = connect('http://localhost', { createConnection: () => connectSocket(listening.address) });
    const stream = session.request({ ':method': 'POST', ':path': '/a.B/Echo', 'content-type': 'application/grpc' });
    const headers = new Promise<Record<string, unknown>>((resolve) => stream.once('response', resolve));
    stream.end(Buffer.from(body));
    expect(await headers).toMatchObject({ 'grpc-status': '13' });
    session.destroy();
  });
});
