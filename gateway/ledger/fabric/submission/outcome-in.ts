// SPDX-License-Identifier: Apache-2.0

interface Entry {
  readonly transactionId: string;
  readonly validationCode: string;
}

/** Of an envelope whose id does not follow from its own nonce and creator: never one that a gateway signed. */
const FORGED = 'BAD_PROPOSAL_TXID';
/** A later copy, which says nothing about the first. */
const COPY = 'DUPLICATE_TXID';

/**
 * What became of a transaction, of all that one block holds under its id: anybody can order other envelopes with the same
 * id, and of those in one block peers take the one that is valid. `undefined`: the block does not say.
 */
export function outcomeIn<E extends Entry>(entries: readonly E[], transactionId: string): E | undefined {
  const own = entries.filter((one) => one.transactionId === transactionId && one.validationCode !== FORGED);
  return (
    own.find(({ validationCode }) => validationCode === 'VALID') ??
    own.find(({ validationCode }) => validationCode !== COPY) ??
    own[0]
  );
}
