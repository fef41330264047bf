// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { CommitError, EndorseError } from '../../../network/embedded/index.js';
import { CHAINCODE, TestNetwork, rejection } from './open-test-network.js';

describe('embedded network: from proposal to block', () => {
  let test: TestNetwork;

  beforeEach(async () => {
    test = await TestNetwork.open();
  });

  afterEach(async () => {
    await test.remove();
  });

  it('commits what two peers endorsed and answers from state', async () => {
    const caller = await test.caller();
    const submitted = await test.network.submit(caller, test.put('k', 'v'));
    expect(Buffer.from(submitted.payload).toString()).to.equal('put k');
    expect(submitted.blockNumber).to.equal(1n);
    expect(await test.get('k', 'CMSP')).to.equal('v');
    expect(await test.network.transaction(submitted.transactionId)).to.deep.equal({
      blockNumber: 1n,
      validationCode: 'VALID',
    });
  });

  it('decodes a block into what was proposed, answered and written', async () => {
    const caller = await test.caller();
    const timestamp = new Date(Date.now() - 1500);
    const { transactionId } = await test.network.submit(caller, { ...test.put('k', 'v'), timestamp });
    const block = await test.network.block(1n);
    const [transaction] = block.transactions;
    expect(transaction).to.deep.include({
      transactionId,
      validationCode: 'VALID',
      creator: { mspId: 'AMSP', certificate: caller.certificate },
      timestamp: timestamp.toISOString(),
      chaincode: CHAINCODE,
    });
    expect(transaction?.args.map((arg) => Buffer.from(arg).toString())).to.deep.equal(['ledger:Put', 'k', 'v']);
    expect(transaction?.endorsers.map(({ mspId }) => mspId)).to.deep.equal(['AMSP', 'BMSP']);
    expect(Buffer.from(transaction?.response.payload ?? []).toString()).to.equal('put k');
    expect(transaction?.event?.name).to.equal('put');
    expect(transaction?.writes.map(({ namespace, key }) => [namespace, key])).to.deep.equal([[CHAINCODE, 'k']]);
    expect(Buffer.from(block.previousHash)).to.deep.equal(Buffer.from((await test.network.block(0n)).hash));
  });

  it('lets chaincode read the attributes of the caller', async () => {
    const role = await test.network.evaluate(await test.caller(), { chaincode: CHAINCODE, transaction: 'Role' });
    expect(Buffer.from(role).toString()).to.equal('officer');
  });

  it('tells what chaincode refused, as the gateway of Fabric does', async () => {
    const proposal = { chaincode: CHAINCODE, transaction: 'Refuse', args: ['not today'] };
    const error = await rejection(test.network.submit(await test.caller(), proposal), EndorseError);
    expect(error.message).to.equal('chaincode response 500, not today');
    expect(error.status).to.equal(500);
  });

  it('refuses results that differ between peers', async () => {
    const proposal = { chaincode: CHAINCODE, transaction: 'PutRandom', args: ['k'] };
    const error = await rejection(test.network.endorse(await test.caller(), proposal));
    expect(error.message).to.equal('ProposalResponsePayloads do not match');
  });

  it('rejects a submit whose transaction is not valid', async () => {
    const caller = await test.caller();
    const proposal = { ...test.put('k', 'v'), endorsers: ['AMSP'] };
    const error = await rejection(test.network.submit(caller, proposal), CommitError);
    expect(error.validationCode).to.equal('ENDORSEMENT_POLICY_FAILURE');
    expect((await test.network.transaction(error.transactionId))?.validationCode).to.equal(
      'ENDORSEMENT_POLICY_FAILURE',
    );
    expect(await test.get('k')).to.equal('');
  });
});
