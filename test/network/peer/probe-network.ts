// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { X509CertificateGenerator, cryptoProvider } from '@peculiar/x509';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { CollectionConfig } from '../../../network/embedded/collections.js';
import { PeerState } from '../../../network/embedded/peer/peer-state.js';
import type { BlockTransaction, Invocation, PolicyCheck, Simulation } from '../../../network/embedded/peer/seams.js';
import { evaluatePolicy } from '../../../network/embedded/policy/evaluate-policy.js';
import { parsePolicy } from '../../../network/embedded/policy/parse-policy.js';
import { decodePolicy } from '../../../network/embedded/policy/signature-policy.js';
import type { ChaincodeDefinition, ContractClass } from '../../../network/embedded/types.js';
import type { ValidationCode } from '../../../network/embedded/validation-code.js';

cryptoProvider.set(webcrypto as never);

const CHANNEL = 'district';
const TIME = new Date('2026-01-05T08:00:00.000Z');

let certificate: Promise<string> | undefined;

/** One certificate for all callers: the peer part does not look at signatures. */
function callerCertificate(): Promise<string> {
  certificate ??= (async () => {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const made = await X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: 'CN=probe',
      notBefore: new Date('2025-01-01'),
      notAfter: new Date('2035-01-01'),
      signingAlgorithm: algorithm,
      keys,
    });
    return made.toString('pem');
  })();
  return certificate;
}

/** Real policies; every endorser is a peer, every caller a client. */
export const peersPolicy: PolicyCheck = (policy, endorsers) => {
  const parsed = typeof policy === 'string' ? parsePolicy(policy) : decodePolicy(policy);
  const signers = endorsers.map(({ mspId, certificate: role }) => ({
    mspId,
    role: role === 'peer' ? ('peer' as const) : ('client' as const),
  }));
  return evaluatePolicy(parsed, signers);
};

export interface Call {
  readonly chaincode?: string;
  /** Organisation whose peer simulates. */
  readonly at?: string;
  /** Organisation of the caller. */
  readonly by?: string;
  readonly transient?: Readonly<Record<string, Uint8Array>>;
  readonly transactionId?: string;
}

export interface Simulated extends Simulation {
  readonly transactionId: string;
  readonly chaincode: string;
  readonly text: string;
}

async function invocationOf(name: string, args: readonly string[], call: Call): Promise<Invocation> {
  const mspId = call.by ?? 'AMSP';
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(await callerCertificate()));
  const creator = identity.serializeBinary();
  const nonce = randomBytes(24);
  const transactionId = call.transactionId ?? createHash('sha256').update(nonce).update(creator).digest('hex');
  const channelHeader = new common.ChannelHeader();
  channelHeader.setChannelId(CHANNEL);
  channelHeader.setTxId(transactionId);
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(TIME));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(Buffer.from('input'));
  const transient = new Map(Object.entries(call.transient ?? {}));
  for (const [key, value] of transient) payload.getTransientmapMap().set(key, value);
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload.serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  return {
    channel: CHANNEL,
    chaincode: call.chaincode ?? 'probe',
    transactionId,
    args: [name, ...args].map((arg) => Buffer.from(arg)),
    transient,
    creator,
    creatorMspId: mspId,
    signedProposal: signed.serializeBinary(),
  };
}

export interface ProbeOptions {
  readonly contracts?: readonly ContractClass[];
  readonly chaincodes?: readonly ChaincodeDefinition[];
  readonly collections?: readonly CollectionConfig[];
  readonly endorsementPolicy?: string;
  readonly executeTimeout?: number;
}

interface Stored {
  readonly transactions: readonly BlockTransaction[];
  readonly codes: readonly ValidationCode[];
  readonly privateResults: ReadonlyMap<number, Uint8Array>;
}

/** The peers of three organisations over blocks that the test makes; no identities, no block file. */
export class ProbeNetwork {
  readonly directory: string;
  readonly #options: ProbeOptions;
  readonly blocks: Stored[] = [];
  state: PeerState;

  static async open(options: ProbeOptions): Promise<ProbeNetwork> {
    const directory = await mkdtemp(join(tmpdir(), 'onedoor-peer-'));
    try {
      return new ProbeNetwork(directory, options, await openState(directory, options));
    } catch (error) {
      await rm(directory, { recursive: true, force: true });
      throw error;
    }
  }

  private constructor(directory: string, options: ProbeOptions, state: PeerState) {
    this.directory = directory;
    this.#options = options;
    this.state = state;
  }

  async simulate(name: string, args: readonly string[] = [], call: Call = {}): Promise<Simulated> {
    const invocation = await invocationOf(name, args, call);
    const simulation = await this.state.simulate(call.at ?? 'AMSP', invocation);
    return {
      ...simulation,
      transactionId: invocation.transactionId,
      chaincode: invocation.chaincode,
      text: Buffer.from(simulation.answer.payload).toString(),
    };
  }

  /** Simulates, expects success, and gives the payload as text. */
  async read(name: string, args: readonly string[] = [], call: Call = {}): Promise<string> {
    const { answer, text } = await this.simulate(name, args, call);
    if (answer.status !== 200) throw new Error(answer.message);
    return text;
  }

  /** Message of an answer that is no success. */
  async refusal(name: string, args: readonly string[] = [], call: Call = {}): Promise<string> {
    const { answer } = await this.simulate(name, args, call);
    if (answer.status === 200) throw new Error(`${name} was not refused`);
    return answer.message;
  }

  /** Puts simulations into the next block, in this order; endorsed by the peers of these organisations. */
  async commit(
    simulations: readonly Simulated[],
    { endorsers = ['AMSP'], withPrivate = true }: { endorsers?: readonly string[]; withPrivate?: boolean } = {},
  ): Promise<ValidationCode[]> {
    const transactions = simulations.map((simulation) => transactionOf(simulation, endorsers));
    const values = simulations.map(({ privateResults }, place) => [place, privateResults] as const);
    const privateResults = new Map(withPrivate ? values.filter(([, bytes]) => bytes.length > 0) : []);
    return this.commitBlock(transactions, privateResults);
  }

  async commitBlock(
    transactions: readonly BlockTransaction[],
    privateResults: ReadonlyMap<number, Uint8Array> = new Map(),
  ): Promise<ValidationCode[]> {
    const number = this.state.savepoint;
    const codes = await this.state.validate(number, transactions, peersPolicy);
    await this.state.apply(number, transactions, codes, privateResults);
    this.blocks.push({ transactions, codes, privateResults });
    return codes;
  }

  /** Simulates and commits alone. */
  async submit(name: string, args: readonly string[] = [], call: Call = {}): Promise<ValidationCode | undefined> {
    const simulated = await this.simulate(name, args, call);
    if (simulated.answer.status !== 200) throw new Error(simulated.answer.message);
    return (await this.commit([simulated]))[0];
  }

  /** Begins again with nothing applied. */
  async emptyState(): Promise<void> {
    await this.state.close();
    await rm(this.directory, { recursive: true });
    this.state = await openState(this.directory, this.#options);
  }

  /** Closes the state and opens it again, from an empty folder if asked, applying the blocks that it lacks. */
  async reopen({ rebuild = false } = {}): Promise<void> {
    if (rebuild) await this.emptyState();
    else {
      await this.state.close();
      this.state = await openState(this.directory, this.#options);
    }
    for (const [number, block] of this.blocks.entries()) {
      await this.state.apply(number, block.transactions, block.codes, block.privateResults);
    }
  }

  async close(): Promise<void> {
    await this.state.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

export function transactionOf(
  { transactionId, chaincode, results }: Pick<Simulated, 'transactionId' | 'chaincode' | 'results'>,
  endorsers: readonly string[],
): BlockTransaction {
  return {
    transactionId,
    creator: { mspId: 'AMSP', certificate: 'client' },
    timestamp: { seconds: TIME.getTime() / 1000, nanos: 0 },
    chaincode,
    results,
    endorsers: endorsers.map((mspId) => ({ mspId, certificate: 'peer' })),
    code: 'VALID',
  };
}

function openState(directory: string, options: ProbeOptions): Promise<PeerState> {
  const { contracts = [], collections = [], endorsementPolicy = "OR('AMSP.peer', 'BMSP.peer', 'CMSP.peer')" } = options;
  return PeerState.open({
    directory,
    channel: CHANNEL,
    organisations: [{ mspId: 'AMSP' }, { mspId: 'BMSP' }, { mspId: 'CMSP' }],
    chaincodes: options.chaincodes ?? [{ name: 'probe', contracts, endorsementPolicy, collections }],
    policy: peersPolicy,
    ...(options.executeTimeout !== undefined && { executeTimeout: options.executeTimeout }),
  });
}
