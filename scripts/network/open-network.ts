// SPDX-License-Identifier: Apache-2.0
import type { NativeNetwork } from '../../network/native/native-network.js';
import { localConfig } from '../local/local-home.js';
import { onNetwork } from './network-failure-of.js';

/** Does something with this installation's network. @throws {CommandFailure} */
export async function withNetwork<T>(work: (network: NativeNetwork) => Promise<T>): Promise<T> {
  const { NativeNetwork } = await import('../../network/native/native-network.js');
  return onNetwork(async () => work(await NativeNetwork.open(localConfig().networkFolder)));
}
