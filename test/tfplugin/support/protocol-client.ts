import { MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { ChannelCredentials, Client, credentials } from '@grpc/grpc-js';
import { Provider } from '../../../src/tfplugin/gen/tfplugin6_pb';
import { Identity } from '../../../src/tfplugin/serve/certificate';
import { serviceDefinition } from '../../../src/tfplugin/wire/grpc';
import { UnaryRpc } from '../../../src/tfplugin/wire/handlers/call';

type Methods = (typeof Provider)['method'];
type Service = Parameters<typeof serviceDefinition>[0];

/** The host's side of the connection, as far as tests need it. */
export class ProtocolClient {
  private readonly client: Client;

  /** @param address in gRPC's words: `unix:PATH` or `127.0.0.1:PORT` */
  constructor(address: string, channel: ChannelCredentials = credentials.createInsecure()) {
    this.client = new Client(address, channel, { 'grpc.ssl_target_name_override': 'localhost', 'grpc.default_authority': 'localhost' });
  }

  /** The field of a handshake line says whom to trust. */
  static ofHandshake(line: string, host?: Pick<Identity, 'keyPem' | 'certificatePem'>): ProtocolClient {
    const [, , network, address, , certificate] = line.split('|');
    const target = network === 'unix' ? `unix:${address}` : address;
    if (!host) return new ProtocolClient(target);
    // Go trusts a certificate that it was handed, OpenSSL only one that may sign: compared by hand.
    const checkServerIdentity = (_: string, { raw }: { raw: Buffer }) =>
      (raw.toString('base64').replace(/=+$/, '') === certificate ? undefined : new Error('another certificate than the handshake printed'));
    const options = { checkServerIdentity, rejectUnauthorized: false };
    return new ProtocolClient(target, credentials.createSsl(null, host.keyPem, host.certificatePem, options));
  }

  async call<K extends UnaryRpc>(rpc: K, request: MessageInitShape<Methods[K]['input']>): Promise<MessageShape<Methods[K]['output']>> {
    return await this.unary(Provider, rpc, request) as MessageShape<Methods[K]['output']>;
  }

  async unary(service: Service, rpc: string, request: object): Promise<object> {
    const { path, requestSerialize, responseDeserialize } = serviceDefinition(service)[rpc];
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, response) =>
        (error ? reject(error) : resolve(response as object)));
    });
  }

  /** A call that the framework's definition does not have, with an empty message. */
  async unknown(rpc: string): Promise<unknown> {
    const bytes = (value: Buffer) => value;
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(`/${Provider.typeName}/${rpc}`, bytes, bytes, Buffer.alloc(0), (error, response) => (error ? reject(error) : resolve(response)));
    });
  }

  close(): void {
    this.client.close();
  }
}
