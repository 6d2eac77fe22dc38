import type { handleBidiStreamingCall, handleUnaryCall, Server } from '@grpc/grpc-js';
import { GRPCBroker } from '../gen/go-plugin/broker_pb';
import { GRPCController } from '../gen/go-plugin/controller_pb';
import { GRPCStdio } from '../gen/go-plugin/stdio_pb';
import { Health, HealthCheckResponse_ServingStatus } from '../gen/grpc/health/v1/health_pb';
import { serviceDefinition } from '../wire/grpc';

/** The services with which the host manages a plugin, beside the one that the plugin is for. */
export function addGoPluginServices(server: Server, onShutdown: () => void): void {
  const shutdown: handleUnaryCall<object, object> = (_, callback) => {
    callback(null, {});
    onShutdown();
  };
  server.addService(serviceDefinition(GRPCController), { shutdown });

  // Both stay open in silence until the host cancels: without any open call it takes the connection for idle after half an hour.
  server.addService(serviceDefinition(GRPCStdio), { streamStdio: () => undefined });
  const startStream: handleBidiStreamingCall<object, object> = (call) => {
    call.on('end', () => call.end()).resume();
  };
  server.addService(serviceDefinition(GRPCBroker), { startStream });

  const check: handleUnaryCall<object, object> = (_, callback) => callback(null, { status: HealthCheckResponse_ServingStatus.SERVING });
  server.addService(serviceDefinition(Health), { check });
}
