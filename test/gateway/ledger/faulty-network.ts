// SPDX-License-Identifier: Apache-2.0
import type { EmbeddedNetwork, Orderable, Outcome } from '../../../network/embedded/index.js';

type Order = (transaction: Orderable) => Promise<Outcome>;

/** A working network between which and its user something fails: `order` stands in the place of handing over. */
export function faultyNetwork(
  network: EmbeddedNetwork,
  order: (handOver: Order, transaction: Orderable) => Promise<Outcome>,
) {
  const handOver: Order = (transaction) => network.order(transaction);
  return new Proxy(network, {
    get: (target, name) => {
      if (name === 'order') return (transaction: Orderable) => order(handOver, transaction);
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
