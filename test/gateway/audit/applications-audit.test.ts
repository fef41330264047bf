// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Filing, Task } from '../../../chaincode/domain/application/application.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import type { LedgerBlock, LedgerTransaction } from '../../../gateway/ledger/ledger.js';
import { sha256 } from '../../../gateway/readmodel/belief/digest.js';
import { PERMIT } from '../../chaincode/support/application-catalogue.js';
import { ApplicationDistrict } from '../../chaincode/support/application-district.js';
import { collude } from '../../chaincode/support/colluding-contract.js';
import { auditBlocks, blocksOf } from './audited-blocks.js';

type Document = Filing | Task;

describe('the audit of applications', function () {
  this.timeout(60_000);
  let district: ApplicationDistrict;
  let blocks: LedgerBlock[];
  let applicationId = '';
  before(async () => {
    district = await ApplicationDistrict.open();
    const { world } = district;
    const filed = await district.filed();
    ({ applicationId } = filed);
    await district.tasks(applicationId, ['ACCEPT', 'START_REVIEW', 'STOP_CLOCK', 'RESUME_CLOCK', 'APPROVE']);
    const { response } = await district.result(applicationId, PERMIT, filed.subject);
    const recordId = response.results[0]?.recordId;
    expect((await district.task(applicationId, 'ISSUE', { recordId }))?.status).to.equal('MOVED');
    await district.filed([PERMIT], {}, false);
    blocks = await blocksOf(world.district.network);
  });
  after(() => district.close());

  const codes = async (changed: readonly LedgerBlock[]) => (await auditBlocks(changed)).map(({ code }) => code);

  it('finds nothing in what was filed, moved, deposited and issued rightly', async () => {
    expect(await auditBlocks(blocks)).to.deep.equal([]);
  });

  /** As if the department itself had written another document under its own stamp. */
  function rewriting<D extends Document>(key: string, change: (right: D) => D | undefined): LedgerBlock[] {
    return blocks.map((block) => ({
      ...block,
      transactions: block.transactions.map((transaction) => rewritten(transaction, key, change)),
    }));
  }
  const lastMove = (name: string, changes: object) => (task: Task) => {
    const moves: object[] = task.moves.map((move) => (move.move === name ? { ...move, ...changes } : move));
    return task.moves.at(-1)?.move === name ? ({ ...task, moves } as Task) : undefined;
  };

  const lies: [what: string, code: string, blocks: () => LedgerBlock[]][] = [
    [
      'due days that no calendar gives',
      'CLOCK_DIFFERS',
      () => rewriting(stateKeys.task(applicationId, PERMIT), lastMove('ACCEPT', { due: { promised: '2999-01-01' } })),
    ],
    [
      'working days that are too few',
      'CLOCK_DIFFERS',
      () =>
        rewriting(
          stateKeys.task(applicationId, PERMIT),
          lastMove('APPROVE', { elapsed: { workingDays: 7, overrun: 0 } }),
        ),
    ],
    [
      'a result that nobody deposited',
      'MOVE_UNFOUNDED',
      () =>
        rewriting(
          stateKeys.task(applicationId, PERMIT),
          lastMove('ISSUE', { result: { recordId: '0'.repeat(26), derivedFrom: [] } }),
        ),
    ],
    [
      'a move at another time',
      'DOCUMENT_TIME',
      () => rewriting(stateKeys.task(applicationId, PERMIT), lastMove('ISSUE', { at: '2999-01-01T00:00:00.000Z' })),
    ],
    [
      'other bytes of the item',
      'ITEM_DIFFERS',
      () => rewriting<Filing>(stateKeys.application(applicationId), withItem({ itemDigest: 'A'.repeat(43) })),
    ],
    [
      'a material that no source has verified',
      'FILING_UNFOUNDED',
      () =>
        rewriting<Filing>(
          stateKeys.application(applicationId),
          withItem({ materials: [{ materialCode: 'another', how: 'RECORD' }] }),
        ),
    ],
    [
      'the access of another case',
      'FILING_UNFOUNDED',
      () => rewriting<Filing>(stateKeys.application(applicationId), withItem({ accessId: 'a'.repeat(26) })),
    ],
  ];
  for (const [what, code, altered] of lies) {
    it(`names ${what} as ${code}`, async () => {
      expect(await codes(altered())).to.include(code);
    });
  }

  it('names an acceptance without the form as MOVE_UNFOUNDED', async () => {
    const without = blocks.map((block) => ({
      ...block,
      transactions: block.transactions.filter(({ call }) => call?.name !== 'DepositParts'),
    }));
    expect(await codes(without)).to.deep.equal(['MOVE_UNFOUNDED']);
  });

  it('names a task that two others write in the name of its department, and an application whose id nobody made', async () => {
    const { world } = district;
    const { filing, task } = await district.papers(applicationId);
    const forged = await collude(
      world.district,
      ['civil-affairs', 'data-bureau'],
      [
        { key: stateKeys.task(applicationId, PERMIT), document: { ...task, moves: task?.moves.slice(0, 1) } },
        { key: stateKeys.application('b'.repeat(26)), document: { ...filing, applicationId: 'b'.repeat(26) } },
      ],
    );
    const found = await auditBlocks(await blocksOf(world.district.network));
    expect(found.map(({ code, transactionId }) => [code, transactionId])).to.have.deep.members([
      ['NOT_STAMPED', forged.transactionId],
      ['NOT_ITS_OWN', forged.transactionId],
    ]);
  });
});

const withItem = (changes: object) => (filing: Filing) => ({
  ...filing,
  items: filing.items.map((item) => ({ ...item, ...changes })),
});

function rewritten<D extends Document>(
  transaction: LedgerTransaction,
  key: string,
  change: (right: D) => D | undefined,
): LedgerTransaction {
  const write = transaction.writes.find((one) => one.key === key);
  const altered =
    write?.value === undefined ? undefined : change(JSON.parse(new TextDecoder().decode(write.value)) as D);
  if (altered === undefined) return transaction;
  const text = canonicalJson(altered);
  return {
    ...transaction,
    writes: transaction.writes.map((one) => (one === write ? { key, value: new TextEncoder().encode(text) } : one)),
    hashedWrites: transaction.hashedWrites.map((one) =>
      one.keyHash === sha256(key) ? { ...one, valueHash: sha256(text) } : one,
    ),
  };
}
