// SPDX-License-Identifier: Apache-2.0

interface Entry {
  readonly transactionId: string;
  readonly validationCode: string;
}

/**
 * Codes that peers give only once an envelope's id follows from its nonce and creator, and the creator's signature is
 * good: what has one of them under an id of ours was signed with our key.
 */
const OWN: readonly string[] = ['VALID', 'MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT', 'ENDORSEMENT_POLICY_FAILURE'];
/** A later copy, which says nothing about the first. */
const COPY = 'DUPLICATE_TXID';

/**
 * What became of a transaction that was signed here, if any block by itself decides that. Anybody can have other envelopes
 * ordered under the same id, and in one block those spoil nothing. `undefined`: the block does not say.
 */
export function outcomeIn<E extends Entry>(entries: readonly E[], transactionId: string): E | undefined {
  const same = entries.filter((one) => one.transactionId === transactionId);
  return (
    same.find(({ validationCode }) => validationCode === 'VALID') ??
    same.find(({ validationCode }) => OWN.includes(validationCode))
  );
}

/**
 * The same of the first block that holds anything under the id. This one always decides: peers keep every id that stood in
 * a block, valid or not, and whatever comes later under it is DUPLICATE_TXID. So what is not valid here never will be, even
 * where the block holds nothing but what somebody else made up.
 */
export function outcomeInFirst<E extends Entry>(entries: readonly E[], transactionId: string): E | undefined {
  const same = entries.filter((one) => one.transactionId === transactionId);
  return outcomeIn(same, transactionId) ?? same.find(({ validationCode }) => validationCode !== COPY) ?? same[0];
}
