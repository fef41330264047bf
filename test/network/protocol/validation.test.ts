// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { common, peer } from '@hyperledger/fabric-protos';
import type {
  EmbeddedNetwork,
  EndorsedTransaction,
  Identity,
  ValidationCode,
} from '../../../network/embedded/index.js';
import { TestNetwork, rejection } from './open-test-network.js';

type Change = (envelope: common.Envelope, payload: common.Payload) => void;

/** An envelope with its payload changed (the creator's signature no longer fits unless the change leaves the payload alone). */
function alter(transaction: EndorsedTransaction, change: Change): { transactionId: string; envelope: Uint8Array } {
  const envelope = common.Envelope.deserializeBinary(transaction.envelope);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  change(envelope, payload);
  return { transactionId: transaction.transactionId, envelope: envelope.serializeBinary() };
}

describe('embedded network: validation', () => {
  let test: TestNetwork;
  let network: EmbeddedNetwork;
  let caller: Identity;

  before(async () => {
    test = await TestNetwork.open();
    network = test.network;
    caller = await test.caller();
  });

  after(async () => {
    await test.remove();
  });

  async function codeOf(input: { transactionId: string; envelope: Uint8Array } | Uint8Array): Promise<ValidationCode> {
    return (await network.order(input)).validationCode;
  }

  it('finds an altered payload by the signature of its creator', async () => {
    const altered = alter(await network.endorse(caller, test.put('a', '1')), (envelope, payload) => {
      payload.setData(Buffer.concat([payload.getData_asU8(), Buffer.from([0x12, 0x01, 0x00])]));
      envelope.setPayload(payload.serializeBinary());
    });
    expect(await codeOf(altered)).to.equal('BAD_CREATOR_SIGNATURE');
    expect(await test.get('a')).to.equal('');
  });

  it('gives each kind of garbage its code', async () => {
    expect(await codeOf(new Uint8Array())).to.equal('NIL_ENVELOPE');
    expect(await codeOf(Buffer.from('garbage'))).to.equal('BAD_PAYLOAD');
    const noHeader = new common.Envelope();
    const payload = new common.Payload();
    payload.setData(Buffer.from('x'));
    noHeader.setPayload(payload.serializeBinary());
    expect(await codeOf(noHeader.serializeBinary())).to.equal('BAD_COMMON_HEADER');
    const block = await network.block(network.height - 1n);
    expect(block.transactions.map(({ transactionId, writes }) => [transactionId, writes])).to.deep.equal([['', []]]);
  });

  it('F59: finds a transaction id that is not the hash of nonce and creator', async () => {
    const resigned = await resign(test, await network.endorse(caller, test.put('b', '1')), (payload) => {
      const header = payload.getHeader() ?? new common.Header();
      const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
      channelHeader.setTxId('ab'.repeat(32));
      header.setChannelHeader(channelHeader.serializeBinary());
    });
    expect(await codeOf(resigned)).to.equal('BAD_PROPOSAL_TXID');
  });

  it('finds an answer that belongs to another proposal', async () => {
    const resigned = await resign(test, await network.endorse(caller, test.put('c', '1')), (payload) => {
      changeAction(payload, (action) => {
        const proposal = peer.ChaincodeProposalPayload.deserializeBinary(action.getChaincodeProposalPayload_asU8());
        proposal.setInput(Buffer.concat([proposal.getInput_asU8(), Buffer.from([0x12, 0x00])]));
        action.setChaincodeProposalPayload(proposal.serializeBinary());
      });
    });
    expect(await codeOf(resigned)).to.equal('INVALID_ENDORSER_TRANSACTION');
  });

  it('F60: refuses two actions in one transaction', async () => {
    const resigned = await resign(test, await network.endorse(caller, test.put('d', '1')), (payload) => {
      const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
      transaction.setActionsList([...transaction.getActionsList(), ...transaction.getActionsList()]);
      payload.setData(transaction.serializeBinary());
    });
    expect(await codeOf(resigned)).to.equal('INVALID_ENDORSER_TRANSACTION');
  });

  it('does not count an endorsement whose signature is bad, nor one identity twice', async () => {
    const endorsed = await network.endorse(caller, test.put('e', '1'));
    const spoilt = await resign(test, endorsed, (payload) => {
      changeEndorsements(payload, (list) => {
        const signature = list[1]?.getSignature_asU8() ?? new Uint8Array();
        signature[signature.length - 1] = (signature[signature.length - 1] ?? 0) ^ 1;
        list[1]?.setSignature(signature);
        return list;
      });
    });
    expect(await codeOf(spoilt)).to.equal('ENDORSEMENT_POLICY_FAILURE');
    const twice = await network.endorse(caller, test.put('e', '1'));
    const doubled = await resign(test, twice, (payload) => {
      changeEndorsements(payload, ([first]) => (first === undefined ? [] : [first, first]));
    });
    expect(await codeOf(doubled)).to.equal('ENDORSEMENT_POLICY_FAILURE');
  });

  it('F55, F56: a transaction id is used up, whatever became of it, and look-ups give the first', async () => {
    const endorsed = await network.endorse(caller, { ...test.put('f', '1'), endorsers: ['AMSP'] });
    const first = await network.order(endorsed);
    expect(first.validationCode).to.equal('ENDORSEMENT_POLICY_FAILURE');
    const again = await network.order(endorsed);
    expect(again.validationCode).to.equal('DUPLICATE_TXID');
    expect(await network.transaction(endorsed.transactionId)).to.deep.equal({
      blockNumber: first.blockNumber,
      validationCode: 'ENDORSEMENT_POLICY_FAILURE',
    });
  });

  it('F57: only a transaction that is still valid claims its id within a block', async () => {
    const good = await network.endorse(caller, test.put('g', '1'));
    const unendorsed = await resign(test, good, (payload) => {
      changeEndorsements(payload, ([first]) => (first === undefined ? [] : [first]));
    });
    const outcomes = await network.order([unendorsed, good, good]);
    expect(outcomes.map(({ validationCode }) => validationCode)).to.deep.equal([
      'ENDORSEMENT_POLICY_FAILURE',
      'VALID',
      'DUPLICATE_TXID',
    ]);
    expect(await test.get('g')).to.equal('1');
  });

  it('F58: a known transaction id is refused before chaincode runs', async () => {
    const nonce = Buffer.alloc(24, 7);
    const { transactionId } = await network.submit(caller, { ...test.put('h', '1'), nonce });
    const error = await rejection(network.endorse(caller, { ...test.put('h', '2'), nonce }));
    expect(error.message).to.contain(`duplicate transaction found [${transactionId}]`);
  });

  it('F61: a missing endorsement hides a conflict; order in the block decides', async () => {
    const first = await network.endorse(caller, test.put('i', '1'));
    const second = await network.endorse(caller, test.put('i', '2'));
    const third = await network.endorse(caller, { ...test.put('i', '3'), endorsers: ['AMSP'] });
    const outcomes = await network.order([second, first, third]);
    expect(outcomes.map(({ validationCode }) => validationCode)).to.deep.equal([
      'VALID',
      'MVCC_READ_CONFLICT',
      'ENDORSEMENT_POLICY_FAILURE',
    ]);
    expect(await test.get('i')).to.equal('2');
  });

  it('names what it does not know', async () => {
    const unknownOrganisation = await rejection(
      network.endorse(caller, { ...test.put('k', '1'), endorsers: ['ZMSP'] }),
    );
    expect(unknownOrganisation.message).to.contain('ZMSP does not take part');
    const unknownChaincode = await rejection(network.endorse(caller, { ...test.put('k', '1'), chaincode: 'nope' }));
    expect(unknownChaincode.message).to.contain('chaincode nope not found');
    expect((await rejection(network.enrol('ZMSP', 'x'))).message).to.contain('ZMSP does not take part');
    expect((await rejection(network.block(9999n))).message).to.equal('no such block number [9999] in index');
    expect(await network.transaction('unknown')).to.equal(undefined);
  });
});

/** Changes the payload and signs it anew as the caller would: what an evil client could do. */
async function resign(
  test: TestNetwork,
  transaction: EndorsedTransaction,
  change: (payload: common.Payload) => void,
): Promise<{ transactionId: string; envelope: Uint8Array }> {
  const envelope = common.Envelope.deserializeBinary(transaction.envelope);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  change(payload);
  const bytes = payload.serializeBinary();
  envelope.setPayload(bytes);
  envelope.setSignature(await test.signAsCaller(bytes));
  return { transactionId: transaction.transactionId, envelope: envelope.serializeBinary() };
}

function changeAction(payload: common.Payload, change: (action: peer.ChaincodeActionPayload) => void): void {
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  for (const each of transaction.getActionsList()) {
    const action = peer.ChaincodeActionPayload.deserializeBinary(each.getPayload_asU8());
    change(action);
    each.setPayload(action.serializeBinary());
  }
  payload.setData(transaction.serializeBinary());
}

function changeEndorsements(
  payload: common.Payload,
  change: (endorsements: peer.Endorsement[]) => peer.Endorsement[],
): void {
  changeAction(payload, (action) => {
    const endorsed = action.getAction();
    endorsed?.setEndorsementsList(change(endorsed.getEndorsementsList()));
  });
}
