// SPDX-License-Identifier: Apache-2.0
import type { LedgerStore } from '../blocks/ledger-store.js';
import { EndorseError, NetworkError } from '../errors.js';
import type { IdentityStore, Signer } from '../identity/identity-store.js';
import type { Membership } from '../identity/membership.js';
import type { Invocation, Peers, Simulation } from '../peer/seams.js';
import { fewestEndorsers } from '../policy/fewest-endorsers.js';
import { buildEnvelope } from '../protocol/build-envelope.js';
import { buildProposal } from '../protocol/build-proposal.js';
import type { BuiltProposal } from '../protocol/build-proposal.js';
import { buildResponsePayload, endorsePayload } from '../protocol/build-response.js';
import type { ChaincodeDefinition, EndorsedTransaction, Identity, Proposal } from '../types.js';
import { assertTimely } from './time-window.js';

export interface EndorserParts {
  readonly channel: string;
  readonly chaincodes: readonly ChaincodeDefinition[];
  /** Identity of each organisation's peer, in the order of the organisations. */
  readonly peerSigners: ReadonlyMap<string, Signer>;
  readonly identities: IdentityStore;
  readonly membership: Membership;
  readonly peers: Peers;
  readonly store: LedgerStore;
  readonly timeWindowSeconds: number;
}

/** A peer's answer below this is endorsed. */
const ERROR_THRESHOLD = 400;

/** What SDK and endorsing peers do before ordering. */
export class Endorser {
  readonly #parts: EndorserParts;
  /** Default endorsers by chaincode. */
  readonly #fewest = new Map<string, readonly string[]>();

  constructor(parts: EndorserParts) {
    this.#parts = parts;
    for (const { name, endorsementPolicy } of parts.chaincodes) {
      const fewest = fewestEndorsers(endorsementPolicy, [...parts.peerSigners.keys()]);
      if (fewest === undefined) {
        throw new NetworkError(
          `endorsement policy of chaincode ${name} cannot be satisfied by the organisations: ${endorsementPolicy}`,
        );
      }
      this.#fewest.set(name, fewest);
    }
  }

  /**
   * Has the proposal simulated on each endorser's peer and signs the envelope.
   * @throws {EndorseError} refused by a peer or by chaincode, or the peers' results differ.
   */
  async endorse(caller: Identity, proposal: Proposal): Promise<EndorsedTransaction> {
    const fewest = this.#defaultEndorsers(proposal.chaincode);
    const endorsers = [...new Set(proposal.endorsers ?? fewest)].map((mspId) => this.#peer(mspId));
    const { signer, built } = await this.#admit(caller, proposal);
    const simulations = await this.#simulate(endorsers, signer, proposal.chaincode, built);
    const [first] = simulations;
    if (first === undefined) throw new NetworkError('a proposal needs at least one endorser');
    const { transactionId } = built;
    const payload = matchingPayload({ ...built, chaincode: proposal.chaincode }, simulations);
    const kept = this.#keepPrivate(transactionId, first);
    const endorsements = endorsers.map((endorser) => endorsePayload(endorser, payload));
    const envelope = buildEnvelope(signer, built, payload, endorsements);
    await kept;
    return { transactionId, payload: first.answer.payload, envelope };
  }

  /** Asks one peer; nothing is ordered. @throws {EndorseError} as `endorse`. */
  async evaluate(caller: Identity, proposal: Proposal, mspId: string): Promise<Uint8Array> {
    this.#defaultEndorsers(proposal.chaincode);
    const peer = this.#peer(mspId);
    const { signer, built } = await this.#admit(caller, proposal);
    const [simulation] = await this.#simulate([peer], signer, proposal.chaincode, built);
    return simulation?.answer.payload ?? new Uint8Array();
  }

  /** What a peer checks before it runs chaincode. */
  async #admit(caller: Identity, proposal: Proposal): Promise<{ signer: Signer; built: BuiltProposal }> {
    const { identities, channel, membership, store, timeWindowSeconds } = this.#parts;
    const signer = await identities.signer(caller);
    const built = buildProposal(signer, channel, proposal);
    const { transactionId } = built;
    if (membership.findValid(caller.mspId, caller.certificate) === undefined) {
      throw new EndorseError('access denied: creator certificate is not valid', { transactionId, status: 500 });
    }
    assertTimely(built, timeWindowSeconds);
    if (store.find(transactionId) !== undefined) {
      const creator = Buffer.from(signer.serialized).toString('hex');
      throw new EndorseError(`duplicate transaction found [${transactionId}]. Creator [${creator}]`, {
        transactionId,
        status: 500,
      });
    }
    return { signer, built };
  }

  async #simulate(
    endorsers: readonly Signer[],
    signer: Signer,
    chaincode: string,
    built: BuiltProposal,
  ): Promise<Simulation[]> {
    const { transactionId, args, transient, signed } = built;
    const invocation: Invocation = {
      channel: this.#parts.channel,
      chaincode,
      transactionId,
      args,
      transient,
      creator: signer.serialized,
      creatorMspId: signer.mspId,
      signedProposal: signed,
    };
    // All must have ended before the first failure is told: a retry may use what they still hold.
    const settled = await Promise.allSettled(
      endorsers.map(async ({ mspId }) => this.#parts.peers.simulate(mspId, invocation)),
    );
    return settled.map((each) => {
      if (each.status === 'rejected') throw refusedBy(each.reason, transactionId);
      const { status, message } = each.value.answer;
      if (status < ERROR_THRESHOLD) return each.value;
      throw new EndorseError(`chaincode response ${status}, ${message}`, { transactionId, status });
    });
  }

  async #keepPrivate(transactionId: string, simulation: Simulation): Promise<void> {
    if (simulation.privateResults.length === 0) return;
    const { store } = this.#parts;
    const { results, privateResults } = simulation;
    await store.privateStore.keep({ transactionId, results }, privateResults, store.height);
  }

  #defaultEndorsers(chaincode: string): readonly string[] {
    const fewest = this.#fewest.get(chaincode);
    if (fewest === undefined) throw new NetworkError(`chaincode ${chaincode} not found`);
    return fewest;
  }

  #peer(mspId: string): Signer {
    const signer = this.#parts.peerSigners.get(mspId);
    if (signer === undefined) throw new NetworkError(`organisation ${mspId} does not take part in this network`);
    return signer;
  }
}

function matchingPayload(
  proposal: { readonly hash: Uint8Array; readonly transactionId: string; readonly chaincode: string },
  simulations: readonly Simulation[],
): Uint8Array {
  const [payload, ...others] = simulations.map((simulation) => buildResponsePayload(proposal, simulation));
  if (payload === undefined || others.some((other) => Buffer.compare(payload, other) !== 0)) {
    throw new EndorseError('ProposalResponsePayloads do not match', {
      transactionId: proposal.transactionId,
      status: 500,
    });
  }
  return payload;
}

/** No answer of chaincode at all: the peer's own refusal. */
function refusedBy(reason: unknown, transactionId: string): EndorseError {
  const message = reason instanceof Error ? reason.message : String(reason);
  const error = new EndorseError(`error in simulation: ${message}`, { transactionId, status: 500 });
  error.cause = reason;
  return error;
}
