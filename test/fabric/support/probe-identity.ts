// SPDX-License-Identifier: Apache-2.0
import type { KeyObject } from 'node:crypto';
import type { Signer } from '../../../network/embedded/identity/identity-store.js';
import { serializeIdentity } from '../../../network/embedded/identity/serialized-identity.js';
import { sign } from '../../../network/embedded/identity/signature.js';

/** An identity with its private key, as a wallet holds it. */
export interface ProbeIdentity {
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  readonly privateKey: KeyObject;
}

export function signerOf({ mspId, certificate, privateKey }: ProbeIdentity, name = 'client'): Signer {
  return {
    mspId,
    name,
    certificate,
    serialized: serializeIdentity(mspId, certificate),
    sign: (data) => sign(privateKey, data),
  };
}
