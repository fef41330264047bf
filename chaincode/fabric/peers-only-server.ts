// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';

/** A stream of the shim's server, as far as it is looked at here. */
interface Stream {
  getAuthContext(): { readonly sslPeerCertificate?: { readonly subject?: Readonly<Record<string, unknown>> } };
  emit(event: 'error', error: Error & { readonly code: number }): boolean;
}

interface ShimServer {
  start(): Promise<void>;
  connect(stream: Stream): void;
}

type ShimServerClass = new (chaincode: object, options: object) => ShimServer;

const PERMISSION_DENIED = 7;
const require = createRequire(import.meta.url);
// It has no public path; package.json pins the version.
const Server = require('fabric-shim/lib/server.js') as ShimServerClass;

/**
 * The shim's server for peers alone. TLS has seen to it that a client's certificate is of the department's authority;
 * that authority also certifies gateways, administrators and chaincode servers, and none of them may pose as the peer.
 */
export class PeersOnlyServer extends Server {
  override connect(stream: Stream): void {
    if (isPeer(stream)) super.connect(stream);
    else stream.emit('error', Object.assign(new Error('peers only'), { code: PERMISSION_DENIED }));
  }
}

/** The authority writes what an identity is registered as into the certificate's unit, whatever was asked for. */
function isPeer(stream: Stream): boolean {
  const { OU: unit } = stream.getAuthContext().sslPeerCertificate?.subject ?? {};
  return unit === 'peer';
}
