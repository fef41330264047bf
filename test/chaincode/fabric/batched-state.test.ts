// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { Context } from 'fabric-contract-api';
import { BatchingOneDoorContract, OneDoorContract } from '../../../chaincode/fabric/onedoor-contract.js';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import type { EmbeddedNetwork, EndorsedTransaction } from '../../../network/embedded/index.js';
import { AccessDistrict, partOf, requestOf } from '../support/access-district.js';
import { ATTESTER, attest, sent } from '../support/attesting.js';

interface Asking {
  readonly batched: boolean;
  /** How often the peer was asked. */
  turns: number;
}

let asking: Asking = { batched: false, turns: 0 };

/** The agreement, with one turn for each key or for many as the test says, and its turns counted. */
class CountedContract extends BatchingOneDoorContract {
  override createContext(): Context {
    return asking.batched ? super.createContext() : OneDoorContract.prototype.createContext.call(this);
  }

  override beforeTransaction(ctx: Context): Promise<void> {
    const stub = ctx.stub as unknown as { handler: object };
    const counted = asking;
    stub.handler = new Proxy(stub.handler, {
      get: (handler, name) => {
        const method = Reflect.get(handler, name) as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          counted.turns += 1;
          return method.apply(handler, args);
        };
      },
    });
    return Promise.resolve();
  }
}

describe('several keys in one turn', () => {
  let open: AccessDistrict;
  /** Turns of each transaction since the last look: one by one, and batched. */
  let turns: [single: number, batched: number][] = [];

  before(async function () {
    this.timeout(20_000);
    open = await AccessDistrict.open(CountedContract);
    endorseTwice(open.district.network, (single, batched) => turns.push([single, batched]));
  });
  beforeEach(() => {
    turns = [];
  });
  after(() => open.close());

  it('gives the same bytes when records are attested, repeated, replaced and refused', async () => {
    const records = Array.from({ length: 12 }, (_, at) => sent(`subject ${at % 9}`, String(at % 10)));
    const refused = [sent('Wang', '20', { unknown: true }), sent('Wang', '21', {}, { from: '2024-02-30' })];
    const first = await attest(open.district, ...records, ...refused.slice(0, 1));
    expect(first.response.results.map(({ status }) => status)).to.include.members(['CREATED', 'REFUSED']);
    const second = await attest(open.district, ...records.slice(3), sent('subject 1', '1', { name: '新' }));
    expect(second.response.results.map(({ status }) => status)).to.include.members(['UNCHANGED', 'SUPERSEDED']);
    const unchanged = await attest(open.district, sent('subject 1', '1', { name: '新' }));
    expect(unchanged.response.statements).to.deep.equal([]);
  });

  it('gives the same bytes when a status changes', async () => {
    const { response } = await attest(open.district, sent('Zhao', '30'));
    const recordId = response.results[0]?.recordId ?? '';
    const change = { department: 'civil-affairs', recordId, status: 'SUSPENDED', reason: 'DECISION' } as const;
    const { response: changed } = await open.district.submit(
      changeRecordStatus,
      { ...change, day: '2024-06-01' },
      ATTESTER,
    );
    expect(changed.status).to.equal('SUSPENDED');
  });

  it('gives the same bytes when accesses are opened and concluded, some of them in vain', async () => {
    const good = [
      requestOf({ name: 'one' }),
      requestOf({ name: 'two' }),
      requestOf({ name: 'three', subject: 'Wang' }),
    ];
    const unknown = requestOf({ name: 'four', request: { purposeCode: 'nobodys-purpose' } });
    const { response } = await open.opening([...good, good[0] ?? unknown, unknown]);
    expect(response.results.map(({ outcome }) => outcome)).to.deep.equal([
      'OPENED',
      'OPENED',
      'OPENED',
      'REJECTED',
      'REJECTED',
    ]);
    const parts = [
      ...good.slice(0, 2).map((request) => partOf(request)),
      partOf(good[2] ?? unknown, { subject: 'Wang' }),
    ];
    const concluded = await open.conclude(parts);
    expect(concluded.response.results.map(({ status }) => status)).to.deep.equal([
      'CONCLUDED',
      'CONCLUDED',
      'CONCLUDED',
    ]);
  });

  it('needs as many turns for 500 records as for one', async () => {
    const many = Array.from({ length: 500 }, (_, at) => sent(`crowd ${at}`, `c${at}`));
    await attest(open.district, ...many);
    await attest(open.district, sent('alone', 'alone'));
    const [[single, batched] = [], [, alone] = []] = turns;
    expect(single).to.equal(6 + 500 + 1000);
    expect(batched).to.equal(6);
    expect(alone).to.equal(6);
  }).timeout(20_000);
});

/** From now on every transaction is endorsed in both ways, and what the peers would sign is compared byte for byte. */
function endorseTwice(network: EmbeddedNetwork, note: (single: number, batched: number) => void): void {
  const endorse = network.endorse.bind(network);
  let count = 0;
  network.endorse = async (caller, proposal) => {
    const nonce = Buffer.alloc(24, (count += 1));
    const once = { ...proposal, nonce, timestamp: proposal.timestamp ?? new Date() };
    const inMode = async (batched: boolean): Promise<[EndorsedTransaction, number]> => {
      asking = { batched, turns: 0 };
      return [await endorse(caller, once), asking.turns / Math.max(1, once.endorsers?.length ?? 1)];
    };
    const [single, singleTurns] = await inMode(false);
    const [batched, batchedTurns] = await inMode(true);
    expect(endorsedBytes(batched)).to.equal(endorsedBytes(single));
    note(singleTurns, batchedTurns);
    return batched;
  };
}

/** What the endorsers of a transaction sign: answer, event and read-write sets, with the hashes of private ones. */
function endorsedBytes({ envelope }: EndorsedTransaction): string {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const bytes = endorsed.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array();
  if (bytes.length === 0) throw new Error('an envelope without endorsed bytes');
  return Buffer.from(bytes).toString('hex');
}
