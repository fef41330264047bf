// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { X509CertificateGenerator } from '@peculiar/x509';
import { expect } from 'chai';
import { ChannelError } from '../../../gateway/ledger/fabric/channel-error.js';
import { Deliveries } from '../../../gateway/ledger/fabric/submission/deliveries.js';
import type { Outcome } from '../../../gateway/ledger/fabric/submission/delivery.js';
import { EnvelopeStore } from '../../../gateway/ledger/fabric/submission/envelope-store.js';
import { outcomeInFirst } from '../../../gateway/ledger/fabric/submission/outcome-in.js';
import { serializeIdentity } from '../../../network/embedded/identity/serialized-identity.js';
import { signEnvelope } from '../../../network/embedded/protocol/build-envelope.js';
import { buildSignatureHeader } from '../../../network/embedded/protocol/build-proposal.js';
import { testFolder } from './open-test-ledger.js';

const ID = 'd'.repeat(64);
const transaction = { transactionId: ID, envelope: Uint8Array.of(1, 2, 3) };
const lost = () => Promise.reject(new ChannelError('UNAVAILABLE', 'the connection broke'));
const refused = () => Promise.reject(new ChannelError('REFUSED', 'status=FORBIDDEN'));

/** A way to ordering that does what the test says, one thing a sending; the last one from then on. */
class ScriptedWay {
  readonly sent: Uint8Array[] = [];
  found: Outcome | undefined;
  blocks = 0n;
  readonly #steps: (() => Promise<void>)[];

  constructor(...steps: (() => Promise<void>)[]) {
    this.#steps = steps;
  }

  send({ envelope }: { readonly envelope: Uint8Array }): Promise<void> {
    this.sent.push(envelope);
    const step = this.#steps.length > 1 ? this.#steps.shift() : this.#steps[0];
    return step?.() ?? Promise.resolve();
  }

  height(): Promise<bigint> {
    return Promise.resolve(this.blocks);
  }

  transaction(): Promise<Outcome | undefined> {
    return Promise.resolve(this.found);
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).to.equal(true);
}

describe('a transaction on its way into a block', function () {
  this.timeout(20_000);
  let folder: ReturnType<typeof testFolder>;
  let store: EnvelopeStore;
  let deliveries: Deliveries;
  const alarms: string[] = [];

  beforeEach(async () => {
    folder = testFolder();
    store = await EnvelopeStore.open(join(folder.folder, 'envelopes.log'));
    alarms.length = 0;
  });
  afterEach(async () => {
    deliveries.close();
    await store.close();
    folder.remove();
  });

  function over(way: ScriptedWay): Deliveries {
    deliveries = new Deliveries({ store, way: () => way, alarm: (message) => alarms.push(message) });
    return deliveries;
  }
  const isUndecided = () => deliveries.stateOf(ID) === 'UNDECIDED';
  const block = (number: bigint, ...codes: string[]) => ({
    number,
    outcomes: codes.map((validationCode) => ({ transactionId: ID, validationCode })),
  });

  it('is kept before it is sent, and let go once its block is known', async () => {
    const way = new ScriptedWay(() => {
      expect(store.has(ID)).to.equal(true);
      return Promise.resolve();
    });
    const outcome = over(way).deliver(transaction, 'data-bureau');
    await until(() => way.sent.length === 1);
    deliveries.observed('human-resources', block(4n, 'VALID')); // another department's peer
    deliveries.observed('data-bureau', block(4n, 'DUPLICATE_TXID', 'VALID'));
    expect(await outcome).to.deep.equal({ validationCode: 'VALID', blockNumber: 4n });
    await until(() => !isUndecided());
    expect(store.upTo).to.equal(5n);
    expect(deliveries.stateOf(ID)).to.deep.equal({ validationCode: 'VALID', blockNumber: 4n });
  });

  it('is not settled by what somebody else had ordered under its id', async () => {
    const way = new ScriptedWay();
    const outcome = over(way).deliver(transaction, 'data-bureau');
    await until(() => way.sent.length === 1);
    deliveries.observed('data-bureau', block(3n, 'BAD_PROPOSAL_TXID'));
    deliveries.observed('data-bureau', block(4n, 'BAD_PROPOSAL_TXID', 'DUPLICATE_TXID'));
    expect(isUndecided()).to.equal(true);
    deliveries.observed('data-bureau', block(5n, 'BAD_PROPOSAL_TXID', 'BAD_CREATOR_SIGNATURE', 'VALID'));
    expect(await outcome).to.deep.equal({ validationCode: 'VALID', blockNumber: 5n });
  });

  it('was decided before, where a forged copy comes into a later block', async () => {
    const way = new ScriptedWay();
    way.blocks = 9n;
    const outcome = over(way).deliver(transaction, 'data-bureau');
    await until(() => way.sent.length === 1);
    way.found = { validationCode: 'VALID', blockNumber: 3n };
    deliveries.observed('data-bureau', block(8n, 'BAD_CREATOR_SIGNATURE'));
    expect(await outcome).to.deep.equal({ validationCode: 'VALID', blockNumber: 3n });
  });

  it('never takes effect once the first block with its id holds a forged copy alone: nobody waits for it any more', async () => {
    const way = new ScriptedWay();
    const outcome = over(way).deliver(transaction, 'data-bureau');
    await until(() => way.sent.length === 1);
    const first = outcomeInFirst(block(3n, 'BAD_CREATOR_SIGNATURE', 'DUPLICATE_TXID').outcomes, ID);
    way.found = { validationCode: first?.validationCode ?? '', blockNumber: 3n };
    deliveries.observed('data-bureau', block(3n, 'BAD_CREATOR_SIGNATURE', 'DUPLICATE_TXID'));
    expect(await outcome).to.deep.equal({ validationCode: 'BAD_CREATOR_SIGNATURE', blockNumber: 3n });
  });

  it('is sent again as the same bytes while nobody knows whether it arrived', async () => {
    const way = new ScriptedWay(lost, lost, () => Promise.resolve());
    const outcome = over(way).deliver(transaction, 'data-bureau');
    await until(() => way.sent.length === 3);
    expect(way.sent.every((bytes) => Buffer.compare(bytes, transaction.envelope) === 0)).to.equal(true);
    expect(isUndecided()).to.equal(true);
    deliveries.observed('data-bureau', block(9n, 'MVCC_READ_CONFLICT'));
    expect((await outcome).validationCode).to.equal('MVCC_READ_CONFLICT');
  });

  it('is found in a block that nobody told of', async () => {
    const way = new ScriptedWay(lost);
    const outcome = over(way).deliver(transaction, 'data-bureau');
    await until(() => way.sent.length >= 1);
    way.found = { validationCode: 'VALID', blockNumber: 2n };
    expect(await outcome).to.deep.equal(way.found);
  });

  it('is refused without being sent where its certificate has expired by then', async () => {
    const way = new ScriptedWay();
    const error = await over(way)
      .deliver({ ...transaction, envelope: await expired(1_000) }, 'data-bureau')
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ChannelError).and.include({ fault: 'REFUSED' });
    expect(way.sent).to.deep.equal([]);
    await until(() => !isUndecided());
  });

  for (const [when, steps] of [
    ['by the first answer: another orderer may have been given it before', [refused]],
    ['after it may have arrived', [lost, refused]],
  ] as const) {
    it(`stays undecided, with an alarm, where it is refused ${when}`, async () => {
      let isSettled = false;
      const settle = (): void => {
        isSettled = true;
      };
      over(new ScriptedWay(...steps))
        .deliver(transaction, 'data-bureau')
        .then(settle, settle);
      await until(() => alarms.length === 1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect([isSettled, isUndecided()]).to.deep.equal([false, true]);
      deliveries.observed('data-bureau', block(6n, 'VALID'));
      await until(() => isSettled && !isUndecided());
    });
  }

  it('is looked for first by the next process, and sent by it only where no block has it', async () => {
    await store.add({ ...transaction, department: 'data-bureau' });
    const there = new ScriptedWay();
    there.found = { validationCode: 'VALID', blockNumber: 3n };
    over(there).resume();
    await until(() => !isUndecided());
    expect(there.sent).to.deep.equal([]);

    await store.add({ ...transaction, department: 'data-bureau', height: 0n });
    const absent = new ScriptedWay();
    over(absent).resume();
    await until(() => absent.sent.length === 1);
    expect(isUndecided()).to.equal(true);
  });

  it('is sent for as long as peers keep private values, and only looked for from then on', async () => {
    const way = new ScriptedWay(lost);
    way.blocks = 1_020n;
    over(way).reached(20n);
    const outcome = deliveries.deliver({ ...transaction, height: 20n }, 'data-bureau');
    await until(() => way.sent.length === 2);
    expect(alarms).to.deep.equal([]);
    way.blocks = 1_021n;
    await until(() => alarms.length === 1);
    const sent = way.sent.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([way.sent.length, alarms.length, isUndecided()]).to.deep.equal([sent, 1, true]);
    deliveries.observed('data-bureau', block(1_022n, 'VALID'));
    expect((await outcome).validationCode).to.equal('VALID');
  });

  it('is not sent by the next process where that was too long ago, or nobody knows when', async () => {
    for (const known of [{}, { height: 4n }]) {
      alarms.length = 0;
      await store.add({ ...transaction, department: 'data-bureau', ...known });
      const way = new ScriptedWay();
      way.blocks = 1_005n;
      over(way).resume();
      await until(() => alarms.length === 1);
      expect([way.sent, isUndecided()]).to.deep.equal([[], true]);
      deliveries.close();
      store.remove(ID, undefined);
    }
  });

  it('is not sent any more when its certificate has expired, and is given up when no block has it then', async () => {
    const at = (milliseconds: number) => expired(milliseconds).then((envelope) => ({ ...transaction, envelope }));
    const MINUTE = 60_000;
    await store.add({ ...(await at(MINUTE)), department: 'data-bureau' });
    const way = new ScriptedWay();
    over(way).resume();
    await until(() => alarms.length === 1);
    expect(isUndecided()).to.equal(true);
    deliveries.close();

    await store.add({ ...transaction, transactionId: 'e'.repeat(64), department: 'data-bureau' });
    store.remove('e'.repeat(64), 8n);
    await store.add({ ...(await at(60 * MINUTE)), department: 'data-bureau' });
    way.blocks = 8n; // one less than there are
    over(way).resume();
    await until(() => alarms.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isUndecided()).to.equal(true);
    deliveries.close();

    way.blocks = 9n;
    over(way).resume();
    await until(() => !isUndecided());
    expect(way.sent).to.deep.equal([]);
  });

  it('may not be called absent from before it is kept', () => {
    over(new ScriptedWay()).announce(ID);
    expect(isUndecided()).to.equal(true);
    deliveries.withdraw(ID);
    expect(isUndecided()).to.equal(false);
  });
});

/** An envelope signed under a certificate that ended so long ago. */
async function expired(milliseconds: number): Promise<Uint8Array> {
  const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=gateway-publisher',
    notBefore: new Date(Date.now() - 2 * milliseconds),
    notAfter: new Date(Date.now() - milliseconds),
    signingAlgorithm: ALGORITHM,
    keys: await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']),
  });
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId('district');
  const serialized = serializeIdentity('DataBureauMSP', certificate.toString('pem'));
  const signer = { mspId: '', name: '', certificate: '', serialized, sign: () => new Uint8Array(8) };
  const headers = {
    channelHeader: channelHeader.serializeBinary(),
    signatureHeader: buildSignatureHeader(serialized, Uint8Array.of(1)),
  };
  return signEnvelope(signer, headers, new Uint8Array());
}
