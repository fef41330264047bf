// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { readBlockMetadata, readSignatureHeader } from '../network/conformance/support/block-metadata.js';
import { forge, spoilSignature } from '../network/conformance/support/forged-envelope.js';
import { envelopesOf } from '../network/conformance/support/read-rwset.js';
import { ANYONE, CHAINCODE } from '../network/conformance/support/steps-network.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { StepsContract } from '../network/conformance/support/steps-contract.js';
import type { Step } from '../network/conformance/support/steps-contract.js';
import { embeddedOf } from '../network/conformance/support/embedded-steps.js';
import { suite } from './stage.js';

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const outcome: unknown = await promise.catch((error: unknown) => error);
  return outcome instanceof Error ? outcome.message : 'was not refused';
}

export const blocksAndValidationIds = suite('conformance F: transaction ids', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open({
      chaincodes: [{ name: CHAINCODE, contracts: [StepsContract], endorsementPolicy: ANYONE }],
    });
  });
  after(() => network.remove());

  async function flagsOf(blockNumber: bigint): Promise<readonly number[]> {
    return readBlockMetadata((await network.network.block(blockNumber)).bytes).flags;
  }

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
    expect((await network.ask(['getHistoryForKey', 'f56']))[0]).to.have.length(1);
  });

  stage.itEmbedded('F56 look-ups give the first occurrence also after opening again', async () => {
    const good = await network.endorse(['putState', 'f56-again', '1']);
    const { blockNumber } = await network.network.order(good);
    await network.network.order(good);
    await embeddedOf(network).reopen();
    const found = { blockNumber, validationCode: 'VALID' };
    expect(await network.network.transaction(good.transactionId)).to.deep.equal(found);
  });

  stage.itEmbedded('F57 a copy whose creator did not sign it does not claim the id', async () => {
    const good = await network.endorse(['putState', 'f57-by', '1']);
    const codes = await network.order(spoilSignature(good), good);
    expect(codes).to.deep.equal(['BAD_CREATOR_SIGNATURE', 'VALID']);
    expect((await network.network.transaction(good.transactionId))?.validationCode).to.equal('BAD_CREATOR_SIGNATURE');
  });

  it('F57 within a block only a transaction that is still valid claims its id', async () => {
    const good = await network.endorse(['putState', 'f57', '1']);
    const malformed = await forge(network, good, { actions: (actions) => [...actions, ...actions] });
    const unendorsed = await forge(network, good, { endorsements: () => [] });
    const codes = await network.order(malformed, unendorsed, good, good);
    const MALFORMED = 'INVALID_ENDORSER_TRANSACTION';
    expect(codes).to.deep.equal([MALFORMED, 'ENDORSEMENT_POLICY_FAILURE', 'VALID', 'DUPLICATE_TXID']);
    expect(await network.ask(['getState', 'f57'])).to.deep.equal(['1']);
    expect((await network.network.transaction(good.transactionId))?.validationCode).to.equal(MALFORMED);

    const stale = await network.endorse(['getState', 'f57'], ['putState', 'f57-stale', '1']);
    const writer = await network.endorse(['putState', 'f57', '2']);
    expect(await network.order(writer, stale, stale)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT', 'DUPLICATE_TXID']);
  });

  it('F58 an endorser refuses a known id, and two simulations of one id at once', async () => {
    const nonce = Buffer.alloc(24, 58);
    const steps: Step[] = [
      ['pause', 400],
      ['putState', 'f58', '1'],
    ];
    const endorse = () => network.endorseAs({ nonce }, ...steps);
    const both = await Promise.allSettled([endorse(), endorse()]);
    const refused = both.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Error).message] : []));
    const endorsed = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const [transaction] = endorsed;
    if (transaction === undefined) throw new Error('neither was endorsed');
    const { transactionId, envelope } = transaction;
    expect(refused).to.deep.equal([
      `error in simulation: failed to execute transaction ${transactionId}: error sending: txid: ${transactionId}(district) exists`,
    ]);
    expect((await endorse()).transactionId).to.equal(transactionId);
    await network.order(transaction);
    const creator = Buffer.from(readSignatureHeader(envelope).creator).toString('hex');
    const known = `duplicate transaction found [${transactionId}]. Creator [${creator}]`;
    expect(await refusalOf(endorse())).to.equal(known);
    expect(await refusalOf(network.askAs({ nonce }, ...steps))).to.equal(known);
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
