// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readEnvelope } from '../../../../network/embedded/protocol/read-envelope.js';

/**
 * When the certificate ends under which an envelope was signed, milliseconds since 1970: later no orderer takes it.
 * What cannot be read never ends.
 */
export function expiryOf(envelope: Uint8Array): number {
  try {
    return Date.parse(new X509Certificate(readEnvelope(envelope).creator.certificate).validTo);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
