// SPDX-License-Identifier: Apache-2.0
import type { KnownCollections } from '../definitions/collections.js';
import { parseMetadata } from '../rwset/messages.js';
import type { ParsedNamespace, ParsedRwset } from '../rwset/parsed-rwset.js';
import type { BlockTransaction, PolicyCheck } from '../seams.js';
import { hashedNamespace, stateKey } from '../store/keys.js';
import type { StateView } from '../store/state-view.js';
import { ChangedPolicies } from './changed-policies.js';

const VALIDATION_PARAMETER = 'VALIDATION_PARAMETER';

export interface EndorsementRules {
  readonly view: StateView;
  readonly collections: KnownCollections;
  /** Endorsement policy of each chaincode by its name. */
  readonly chaincodePolicies: { get(chaincode: string): string | Uint8Array | undefined };
  readonly check: PolicyCheck;
}

/** A written key: the chaincode, the collection ('' = public) and the key or its hash. */
interface WrittenKey {
  readonly namespace: string;
  readonly collection: string;
  readonly key: string;
}

/** Checks the transactions of one block, in their order, against the policies that hold before the block. */
export class EndorsementCheck {
  readonly #rules: EndorsementRules;
  readonly #changed = new ChangedPolicies();

  constructor(rules: EndorsementRules) {
    this.#rules = rules;
  }

  /** `INVALID_CHAINCODE` for a namespace that no chaincode has. */
  validate(
    transaction: BlockTransaction,
    rwset: ParsedRwset,
  ): 'VALID' | 'ENDORSEMENT_POLICY_FAILURE' | 'INVALID_CHAINCODE' {
    const namespaces = new Set([transaction.chaincode, ...rwset.filter(writes).map(({ name }) => name)]);
    for (const name of namespaces) {
      const policy = this.#rules.chaincodePolicies.get(name);
      if (policy === undefined) return 'INVALID_CHAINCODE';
      const namespace = rwset.find((candidate) => candidate.name === name);
      const endorsed = new NamespaceCheck(this.#rules, this.#changed, transaction, policy);
      if (!endorsed.holds(namespace)) return 'ENDORSEMENT_POLICY_FAILURE';
    }
    // Whether the transaction later falls to a conflict does not matter here.
    this.#changed.remember(rwset);
    return 'VALID';
  }
}

function writes({ writes: written, metadataWrites, collections }: ParsedNamespace): boolean {
  return (
    written.length > 0 ||
    metadataWrites.length > 0 ||
    collections.some((collection) => collection.writes.length > 0 || collection.metadataWrites.length > 0)
  );
}

function* writtenKeys({ name, writes: written, metadataWrites, collections }: ParsedNamespace): Generator<WrittenKey> {
  for (const { key } of [...written, ...metadataWrites]) yield { namespace: name, collection: '', key };
  for (const collection of collections) {
    for (const { key } of [...collection.writes, ...collection.metadataWrites]) {
      yield { namespace: name, collection: collection.name, key };
    }
  }
}

/** One transaction and one chaincode. A key's policy replaces the collection's, which replaces the chaincode's. */
class NamespaceCheck {
  readonly #rules: EndorsementRules;
  readonly #changed: ChangedPolicies;
  readonly #transaction: BlockTransaction;
  readonly #chaincodePolicy: string | Uint8Array;
  /** Collections whose policy was asked; '' = the chaincode's. */
  readonly #asked = new Set<string>();
  #keyPolicyAsked = false;

  constructor(
    rules: EndorsementRules,
    changed: ChangedPolicies,
    transaction: BlockTransaction,
    chaincodePolicy: string | Uint8Array,
  ) {
    this.#rules = rules;
    this.#changed = changed;
    this.#transaction = transaction;
    this.#chaincodePolicy = chaincodePolicy;
  }

  holds(namespace: ParsedNamespace | undefined): boolean {
    if (namespace !== undefined) {
      for (const key of writtenKeys(namespace)) if (!this.#keyHolds(key)) return false;
    }
    return this.#keyPolicyAsked || this.#asked.size > 0 || this.#chaincodeHolds();
  }

  #keyHolds(written: WrittenKey): boolean {
    if (this.#changed.includes(written)) return false;
    const policy = this.#keyPolicy(written);
    if (policy === undefined || policy.length === 0) return this.#defaultHolds(written);
    this.#keyPolicyAsked = true;
    return this.#satisfied(policy);
  }

  #keyPolicy({ namespace, collection, key }: WrittenKey): Uint8Array | undefined {
    const stored = collection === '' ? namespace : hashedNamespace(namespace, collection);
    const metadata = this.#rules.view.read(stateKey(stored, key))?.metadata;
    return metadata && parseMetadata(metadata).get(VALIDATION_PARAMETER);
  }

  #defaultHolds({ namespace, collection: name }: WrittenKey): boolean {
    if (name === '') return this.#chaincodeHolds();
    if (this.#asked.has(name)) return true;
    const collection = this.#rules.collections.find(namespace, name);
    if (collection === undefined) return false;
    if (collection.endorsementPolicy === undefined) return this.#chaincodeHolds();
    this.#asked.add(name);
    return this.#satisfied(collection.endorsementPolicy);
  }

  #chaincodeHolds(): boolean {
    if (this.#asked.has('')) return true;
    this.#asked.add('');
    return this.#satisfied(this.#chaincodePolicy);
  }

  #satisfied(policy: string | Uint8Array): boolean {
    return this.#rules.check(policy, this.#transaction.endorsers);
  }
}
