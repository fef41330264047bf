// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { ledger } from '@hyperledger/fabric-protos';
import { createHash } from 'node:crypto';
import { readBlockMetadata, resultsOf } from '../network/conformance/support/block-metadata.js';
import { forge, spoilSignature } from '../network/conformance/support/forged-envelope.js';
import { envelopesOf } from '../network/conformance/support/read-rwset.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { ANYONE, CHAINCODE } from '../network/conformance/support/steps-network.js';
import { StepsContract } from '../network/conformance/support/steps-contract.js';
import type { Step } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

const OWN = '_implicit_org_AMSP';

/** Steps in another chaincode, inside the same transaction. */
function inside(chaincode: string, ...steps: Step[]): Step {
  return ['invokeChaincode', chaincode, ['steps:Run', JSON.stringify(steps)], 'district'];
}

export const blocksAndValidation = suite('conformance F: validation and blocks', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open({
      chaincodes: [CHAINCODE, 'zeta'].map((name) => ({
        name,
        contracts: [StepsContract],
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
          // What else may be read, as a definition of the chaincode, stays true.
          const reads = set.getReadsList().filter((read) => read.getKey() === 'f53');
          for (const read of reads) read.getVersion()?.setBlockNum(1_000_000);
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
    // Alone: with a further transaction behind it in its block, peers of v3.1.5 would end.
    expect(await network.order(none)).to.deep.equal(['INVALID_ENDORSER_TRANSACTION']);
    const outcomes = await network.network.order([two, twice]);
    expect(outcomes.map(({ validationCode }) => validationCode)).to.deep.equal([
      'INVALID_ENDORSER_TRANSACTION',
      'ILLEGAL_WRITESET',
    ]);
    expect((await flagsOf(outcomes[0]?.blockNumber ?? 0n))[1]).to.equal(23);
    expect(await network.ask(['getState', 'f60'])).to.deep.equal(['']);
  });

  it('F61 id, duplicate and endorsement are checked before what was read', async () => {
    const endorse = () => network.endorse(['getState', 'f61'], ['putState', 'f61', 'stale']);
    const staleBefore = await endorse();
    const stale = [await endorse(), await endorse(), await endorse()] as const;
    await network.submit(['putState', 'f61', 'kept']);
    expect(await network.order(staleBefore)).to.deep.equal(['MVCC_READ_CONFLICT']);
    const otherId = await forge(network, stale[0], {
      channelHeader: (header) => {
        header.setTxId('cd'.repeat(32));
      },
    });
    const unendorsed = await forge(network, stale[1], { endorsements: () => [] });
    expect(await network.order(otherId, staleBefore, unendorsed, stale[2])).to.deep.equal([
      'BAD_PROPOSAL_TXID',
      'DUPLICATE_TXID',
      'ENDORSEMENT_POLICY_FAILURE',
      'MVCC_READ_CONFLICT',
    ]);
  });

  stage.itEmbedded("F61 the creator's signature is checked before what was read", async () => {
    const stale = await network.endorse(['getState', 'f61-by'], ['putState', 'f61-by', 'stale']);
    await network.submit(['putState', 'f61-by', 'kept']);
    expect(await network.order(spoilSignature(stale), stale)).to.deep.equal([
      'BAD_CREATOR_SIGNATURE',
      'MVCC_READ_CONFLICT',
    ]);
  });

  stage.itEmbedded('F62 every block carries a hash chained over codes and changes', async () => {
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
