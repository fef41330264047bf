// SPDX-License-Identifier: Apache-2.0
import { keepWhole, privateFolder } from './keep-whole.js';
import { walletFile } from './read-wallet.js';
import type { WalletIdentity } from './wallet.js';

/** Puts an identity into the wallet, whole or not at all, in the place of the one before it. Durable when it resolves. */
export async function keepIdentity(directory: string, label: string, identity: WalletIdentity): Promise<void> {
  const { mspId, certificate, privateKey } = identity;
  const content = { credentials: { certificate, privateKey }, mspId, type: 'X.509', version: 1 };
  await privateFolder(directory);
  await keepWhole(walletFile(directory, label), JSON.stringify(content));
}
