import { create, DescService, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';

/** A generated service as the gRPC library wants it. A request arrives as a message; an answer may be a message's initial fields. */
export function serviceDefinition(service: DescService): ServiceDefinition<UntypedServiceImplementation> {
  return Object.fromEntries(service.methods.map((method) => {
    const clientStreams = method.methodKind === 'client_streaming' || method.methodKind === 'bidi_streaming';
    const serverStreams = method.methodKind === 'server_streaming' || method.methodKind === 'bidi_streaming';
    return [method.localName, {
      path: `/${service.typeName}/${method.name}`,
      requestStream: clientStreams,
      responseStream: serverStreams,
      requestSerialize: (message: Record<string, unknown>) => Buffer.from(toBinary(method.input, create(method.input, message))),
      requestDeserialize: (bytes: Buffer) => fromBinary(method.input, bytes),
      responseSerialize: (message: Record<string, unknown>) => Buffer.from(toBinary(method.output, create(method.output, message))),
      responseDeserialize: (bytes: Buffer) => fromBinary(method.output, bytes),
    }];
  }));
}
