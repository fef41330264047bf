// SPDX-License-Identifier: Apache-2.0
import '../peer/quiet-shim.js';
import { expect } from 'chai';
import { ledger } from '@hyperledger/fabric-protos';
import fabric, { Context, Contract } from 'fabric-contract-api';
import { createHash } from 'node:crypto';
import { readBlockMetadata, readSignatureHeader, resultsOf } from './support/block-metadata.js';
import { forge, spoilSignature } from './support/forged-envelope.js';
import { envelopesOf } from './support/read-rwset.js';
import { ANYONE, CHAINCODE, StepsNetwork } from './support/steps-network.js';
import { StepsContract } from './support/steps-contract.js';
import type { Step } from './support/steps-contract.js';

const { Transaction } = fabric;
const OWN = '_implicit_org_AMSP';

/** Steps in another chaincode, inside the same transaction. */
function inside(chaincode: string, ...steps: Step[]): Step {
  return ['invokeChaincode', chaincode, ['steps:Run', JSON.stringify(steps)], 'district'];
}

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const outcome: unknown = await promise.catch((error: unknown) => error);
  return outcome instanceof Error ? outcome.message : 'was not refused';
}

/** Takes its time, so that two simulations of it overlap. */
class SlowContract extends Contract {
  constructor() {
    super('slow');
  }

  @Transaction()
  async Put(ctx: Context, key: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await ctx.stub.putState(key, Buffer.from('1'));
  }
}

describe('conformance F: validation and blocks', () => {
  let network: StepsNetwork;

  before(async () => {
    network = await StepsNetwork.open({
      chaincodes: [CHAINCODE, 'zeta'].map((name) => ({
        name,
        contracts: [StepsContract, SlowContract],
        endorsementPolicy: ANYONE,
      })),
    });
  });
  after(() => network.remove());

  async function flagsOf(blockNumber: bigint): Promise<readonly number[]> {
    return readBlockMetadata((await network.network.block(blockNumber)).bytes).flags;
  }

  it('F52 the order in the block decides; reads, then ranges, then hashes, namespace by namespace', async () => {
    await network.submit(
      ['putState', 'f52-r', '1'],
      ['putState', 'f52-q1', '1'],
      ['putPrivateData', OWN, 'f52-p', '1'],
    );
    const read: Step = ['getState', 'f52-r'];
    const range: Step = ['getStateByRange', 'f52-q', 'f52-r'];
    const hash: Step = ['getPrivateDataHash', OWN, 'f52-p'];
    const readers = [
      await network.endorse(read, range, hash),
      await network.endorse(range, hash),
      await network.endorse(hash),
      await network.endorse(range),
      await network.endorse(['getState', 'f52-other']),
      await network.endorse(range, inside('zeta', ['getState', 'f52-r'])),
      await network.endorse(hash, inside('zeta', range)),
      await network.endorse(inside('zeta', range), ['getState', 'f52-other']),
    ];
    const writer = await network.endorse(
      ['putState', 'f52-r', '2'],
      ['putState', 'f52-q2', '2'],
      ['putPrivateData', OWN, 'f52-p', '2'],
      inside('zeta', ['putState', 'f52-r', '2'], ['putState', 'f52-q2', '2']),
    );
    const [first] = await network.network.order([writer, ...readers]);
    expect(await flagsOf(first?.blockNumber ?? 0n)).to.deep.equal([0, 11, 12, 11, 12, 0, 12, 11, 12]);
    const again = await Promise.all([network.endorse(read), network.endorse(range), network.endorse(hash)]);
    const later = await network.endorse(['putState', 'f52-r', '3'], ['putState', 'f52-q3', '3']);
    expect(await network.order(...again, later)).to.deep.equal(['VALID', 'VALID', 'VALID', 'VALID']);
  });

  it('F53 versions are compared for equality, and an absence equals an absence', async () => {
    const ofAbsence = await network.endorse(['getState', 'f53'], ['putState', 'f53-seen', '1']);
    await network.submit(['putState', 'f53', '1']);
    await network.submit(['deleteState', 'f53']);
    expect(await network.order(ofAbsence)).to.deep.equal(['VALID']);

    const { blockNumber } = await network.submit(['putState', 'f53', '1']);
    const ofValue = await network.endorse(['getState', 'f53']);
    expect(network.endorsedRwset(ofValue).reads).to.deep.equal([{ key: 'f53', version: `${blockNumber}:0` }]);
    await network.submit(['deleteState', 'f53']);
    await network.submit(['putState', 'f53', '1']);
    expect(await network.order(ofValue)).to.deep.equal(['MVCC_READ_CONFLICT']);

    const honest = await network.endorse(['getState', 'f53']);
    const ofFuture = await forge(network, honest, {
      endorsedBy: ['AMSP'],
      results: (results) => {
        for (const namespace of results.getNsRwsetList()) {
          const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
          for (const read of set.getReadsList()) read.getVersion()?.setBlockNum(1_000_000);
          namespace.setRwset(set.serializeBinary());
        }
      },
    });
    expect(await network.order(ofFuture)).to.deep.equal(['MVCC_READ_CONFLICT']);
  });

  it('F54 a transaction may write what it read', async () => {
    expect((await network.submit(['getState', 'f54'], ['putState', 'f54', '1'])).validationCode).to.equal('VALID');
    expect((await network.submit(['getState', 'f54'], ['putState', 'f54', '2'])).validationCode).to.equal('VALID');
    const scanned = await network.submit(['getStateByRange', 'f54', 'f55'], ['putState', 'f54-new', '1']);
    expect(scanned.validationCode).to.equal('VALID');
    expect((await network.submit(['getState', 'f54'], ['deleteState', 'f54'])).validationCode).to.equal('VALID');
    expect(await network.ask(['getState', 'f54'], ['getState', 'f54-new'])).to.deep.equal(['', '1']);
  });

  it('F55 an invalid transaction stays in its block and uses up its id', async () => {
    const nonce = Buffer.alloc(24, 55);
    const stale = await network.endorseAs({ nonce }, ['getState', 'f55'], ['putState', 'f55', 'stale']);
    await network.submit(['putState', 'f55', 'kept']);
    const { blockNumber, validationCode } = await network.network.order(stale);
    expect(validationCode).to.equal('MVCC_READ_CONFLICT');
    const [transaction] = (await network.network.block(blockNumber)).transactions;
    expect(transaction?.transactionId).to.equal(stale.transactionId);
    expect(transaction?.validationCode).to.equal('MVCC_READ_CONFLICT');
    expect(transaction?.writes.map(({ key, value }) => [key, Buffer.from(value).toString()])).to.deep.equal([
      ['f55', 'stale'],
    ]);
    const [kept] = envelopesOf((await network.network.block(blockNumber)).bytes);
    expect(Buffer.from(kept ?? [])).to.deep.equal(Buffer.from(stale.envelope));
    expect(await network.network.transaction(stale.transactionId)).to.deep.equal({ blockNumber, validationCode });
    expect(await network.ask(['getState', 'f55'])).to.deep.equal(['kept']);
    const creator = Buffer.from(readSignatureHeader(stale.envelope).creator).toString('hex');
    expect(await refusalOf(network.endorseAs({ nonce }, ['getState', 'f55']))).to.equal(
      `duplicate transaction found [${stale.transactionId}]. Creator [${creator}]`,
    );
  });

  it('F56 an id that is on the ledger is a duplicate, and look-ups give its first occurrence', async () => {
    const good = await network.endorse(['putState', 'f56', '1']);
    const { blockNumber } = await network.network.order(good);
    const second = await network.network.order(good);
    expect(await flagsOf(second.blockNumber)).to.deep.equal([9]);
    expect(second.validationCode).to.equal('DUPLICATE_TXID');
    const found = { blockNumber, validationCode: 'VALID' };
    expect(await network.network.transaction(good.transactionId)).to.deep.equal(found);
    await network.reopen();
    expect(await network.network.transaction(good.transactionId)).to.deep.equal(found);
    expect((await network.ask(['getHistoryForKey', 'f56']))[0]).to.have.length(1);
  });

  it('F57 within a block only a transaction that is still valid claims its id', async () => {
    const good = await network.endorse(['putState', 'f57', '1']);
    const unendorsed = await forge(network, good, { endorsements: () => [] });
    const codes = await network.order(spoilSignature(good), unendorsed, good, good);
    expect(codes).to.deep.equal(['BAD_CREATOR_SIGNATURE', 'ENDORSEMENT_POLICY_FAILURE', 'VALID', 'DUPLICATE_TXID']);
    expect(await network.ask(['getState', 'f57'])).to.deep.equal(['1']);
    expect((await network.network.transaction(good.transactionId))?.validationCode).to.equal('BAD_CREATOR_SIGNATURE');

    const stale = await network.endorse(['getState', 'f57'], ['putState', 'f57-stale', '1']);
    const writer = await network.endorse(['putState', 'f57', '2']);
    expect(await network.order(writer, stale, stale)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT', 'DUPLICATE_TXID']);
  });

  it('F58 an endorser refuses a known id, and two simulations of one id at once', async () => {
    const nonce = Buffer.alloc(24, 58);
    const caller = await network.caller();
    const proposal = { chaincode: CHAINCODE, transaction: 'slow:Put', args: ['f58'], nonce };
    const endorse = () => network.network.endorse(caller, proposal);
    const both = await Promise.allSettled([endorse(), endorse()]);
    const refused = both.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Error).message] : []));
    const endorsed = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const [transaction] = endorsed;
    if (transaction === undefined) throw new Error('neither was endorsed');
    const { transactionId, envelope } = transaction;
    expect(refused).to.deep.equal([
      `failed to execute transaction ${transactionId}: error sending: txid: ${transactionId}(district) exists`,
    ]);
    expect((await endorse()).transactionId).to.equal(transactionId);
    await network.order(transaction);
    const creator = Buffer.from(readSignatureHeader(envelope).creator).toString('hex');
    const known = `duplicate transaction found [${transactionId}]. Creator [${creator}]`;
    expect(await refusalOf(endorse())).to.equal(known);
    expect(await refusalOf(network.network.evaluate(caller, proposal))).to.equal(known);
  });

  it('F59 a transaction id is the hash of nonce and creator, and no other is accepted', async () => {
    const endorsed = await network.endorse(['putState', 'f59', '1']);
    const { nonce, creator } = readSignatureHeader(endorsed.envelope);
    const expected = createHash('sha256').update(nonce).update(creator).digest('hex');
    expect(endorsed.transactionId).to.equal(expected);
    const forged = await forge(network, endorsed, {
      channelHeader: (header) => {
        header.setTxId('ab'.repeat(32));
      },
    });
    const { blockNumber, validationCode } = await network.network.order(forged);
    expect([validationCode, await flagsOf(blockNumber)]).to.deep.equal(['BAD_PROPOSAL_TXID', [8]]);
    expect(await network.order(endorsed)).to.deep.equal(['VALID']);
  });

  it('F60 exactly one action, and no namespace twice', async () => {
    const endorse = () => network.endorse(['putState', 'f60', '1']);
    const none = await forge(network, await endorse(), { actions: () => [] });
    const two = await forge(network, await endorse(), { actions: (actions) => [...actions, ...actions] });
    const twice = await forge(network, await endorse(), {
      endorsedBy: ['AMSP'],
      results: (results) => {
        results.setNsRwsetList([...results.getNsRwsetList(), ...results.getNsRwsetList()]);
      },
    });
    const outcomes = await network.network.order([none, two, twice]);
    expect(outcomes.map(({ validationCode }) => validationCode)).to.deep.equal([
      'INVALID_ENDORSER_TRANSACTION',
      'INVALID_ENDORSER_TRANSACTION',
      'ILLEGAL_WRITESET',
    ]);
    expect((await flagsOf(outcomes[2]?.blockNumber ?? 0n))[2]).to.equal(23);
    expect(await network.ask(['getState', 'f60'])).to.deep.equal(['']);
  });

  it('F61 signature, id, duplicate and endorsement are checked before what was read', async () => {
    const endorse = () => network.endorse(['getState', 'f61'], ['putState', 'f61', 'stale']);
    const staleBefore = await endorse();
    const stale = [await endorse(), await endorse(), await endorse(), await endorse()] as const;
    await network.submit(['putState', 'f61', 'kept']);
    expect(await network.order(staleBefore)).to.deep.equal(['MVCC_READ_CONFLICT']);
    const otherId = await forge(network, stale[1], {
      channelHeader: (header) => {
        header.setTxId('cd'.repeat(32));
      },
    });
    const unendorsed = await forge(network, stale[2], { endorsements: () => [] });
    expect(await network.order(spoilSignature(stale[0]), otherId, staleBefore, unendorsed, stale[3])).to.deep.equal([
      'BAD_CREATOR_SIGNATURE',
      'BAD_PROPOSAL_TXID',
      'DUPLICATE_TXID',
      'ENDORSEMENT_POLICY_FAILURE',
      'MVCC_READ_CONFLICT',
    ]);
  });

  it('F62 every block carries a hash chained over codes and changes', async () => {
    const stale = await network.endorse(['getState', 'f62'], ['putState', 'f62', 'stale']);
    await network.order(await network.endorse(['putState', 'f62', '1']), stale);
    const hashes = new Set<string>();
    let previous = '';
    for (let number = 0n; number < network.network.height; number += 1n) {
      const { bytes } = await network.network.block(number);
      const { commitHash, flags } = readBlockMetadata(bytes);
      expect(commitHash, `block ${number}`).to.equal(commitHashOf(bytes, flags, previous));
      expect(commitHash).not.to.equal(
        commitHashOf(bytes, flags.length > 0 ? flags.map((flag) => flag ^ 11) : [0], previous),
      );
      hashes.add(commitHash);
      previous = commitHash;
    }
    expect(hashes.size).to.equal(Number(network.network.height));
  });

  it('F63 an unknown id is not found', async () => {
    const unknown = 'ef'.repeat(32);
    expect(await network.network.transaction(unknown)).to.equal(undefined);
    const { height } = network.network;
    expect(await refusalOf(network.network.block(height))).to.equal(`no such block number [${height}] in index`);
    const endorsed = await network.endorse(['putState', 'f63', '1']);
    expect(await network.network.transaction(endorsed.transactionId)).to.equal(undefined);
    const { blockNumber, validationCode } = await network.network.order(endorsed);
    expect(await network.network.transaction(endorsed.transactionId)).to.deep.equal({ blockNumber, validationCode });
  });
});

/** The chain as docs/embedded.md writes it down, from the bytes of a block. */
function commitHashOf(block: Uint8Array, flags: readonly number[], previous: string): string {
  const hash = createHash('sha256').update(uint32(flags.length)).update(Uint8Array.from(flags));
  const envelopes = envelopesOf(block);
  flags.forEach((flag, index) => {
    const envelope = envelopes[index];
    // The configuration, in block 0, changes no state.
    if (flag !== 0 || envelope === undefined || previous === '') return;
    const results = resultsOf(envelope);
    hash.update(uint32(results.length)).update(results);
  });
  return hash.update(Buffer.from(previous, 'hex')).digest('hex');
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
