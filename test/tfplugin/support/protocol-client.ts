import { ChannelCredentials, Client, credentials } from '@grpc/grpc-js';
import { Identity } from '../../../src/tfplugin/serve/certificate';
import { DecodedMessage, EncodableMessage } from '../../../src/tfplugin/wire/protobuf';
import { CALLS, CallName, PROVIDER_SERVICE } from '../../../src/tfplugin/wire/protocol';

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
    return new ProtocolClient(target, credentials.createSsl(null, Buffer.from(host.keyPem), Buffer.from(host.certificatePem), options));
  }

  async call<N extends CallName>(
    name: N, request: EncodableMessage<(typeof CALLS)[N]['request']>,
  ): Promise<DecodedMessage<(typeof CALLS)[N]['response']>> {
    const { request: requestType, response: responseType } = CALLS[name];
    const answer = await this.unary(`/${PROVIDER_SERVICE}/${name}`, requestType.encode(request as object));
    return responseType.decode(answer) as DecodedMessage<(typeof CALLS)[N]['response']>;
  }

  /** A call by its path, with the bytes of its messages. */
  async unary(path: string, request: Uint8Array = new Uint8Array()): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(path, (bytes: Uint8Array) => Buffer.from(bytes), (bytes: Buffer) => bytes, request, (error, response) =>
        (error ? reject(error) : resolve(response!)));
    });
  }

  close(): void {
    this.client.close();
  }
}
