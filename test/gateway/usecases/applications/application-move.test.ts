// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { FiledItem, Filing } from '../../../../chaincode/domain/application/application.js';
import type { TaskState } from '../../../../chaincode/domain/application/states.js';
import { newTask } from '../../../../chaincode/domain/application/task-history.js';
import { DomainError } from '../../../../chaincode/domain/domain-error.js';
import { placeMove } from '../../../../gateway/usecases/applications/application-move.js';
import type { MoveRequest } from '../../../../gateway/usecases/applications/move-request.js';
import { session } from '../support/district.js';

const OWN = 'human-resources.report';
const OTHER = 'civil-affairs.registration';
const digest = 'A'.repeat(43);
const at = '2030-01-01T00:00:00.000Z';

function filedItem(itemCode: string): FiledItem {
  const empty = { dependsOn: [], materials: [], repeatCollected: [], changedFields: [] };
  return { itemCode, itemVersion: 1, itemDigest: digest, ...empty, deposit: digest };
}

/** An application of human-resources about its own item and one of civil-affairs. */
function known(own: TaskState, other: TaskState) {
  const items = [filedItem(OWN), filedItem(OTHER)];
  const filing: Filing = {
    ...{ v: 1, applicationId: 'a'.repeat(26), madeIn: { transactionId: 'a', index: 0 }, caseRef: digest },
    ...{ filedBy: 'human-resources', officer: 'officer-1', at, items, moves: [] },
  };
  const states = [own, other];
  const histories = items.map((item, index) => {
    const history = newTask(item, at);
    return [item.itemCode, { ...history, state: states[index] ?? history.state }] as const;
  });
  return { filing, histories: new Map(histories) };
}

const place = (of: ReturnType<typeof known>, department: string, role: 'intake' | 'officer', move: object) => {
  try {
    const { document, itemCodes, reason } = placeMove(of, session(department, role), move as MoveRequest);
    return [document, [...itemCodes], reason];
  } catch (error) {
    expect(error).to.be.instanceOf(DomainError);
    return (error as DomainError).code;
  }
};

describe('where a move is written', () => {
  it("into the task by the item's department, into the filing by the department that filed", () => {
    const of = known('SUBMITTED', 'SUBMITTED');
    expect(place(of, 'civil-affairs', 'intake', { move: 'ACCEPT' })).to.deep.equal(['TASK', [OTHER], 'COMPLETE']);
    expect(place(of, 'human-resources', 'intake', { move: 'ACCEPT' })).to.deep.equal(['TASK', [OWN], 'COMPLETE']);
    const withdrawn = ['FILING', [OWN, OTHER], 'APPLICANT_WISH'];
    expect(place(of, 'human-resources', 'intake', { move: 'WITHDRAW' })).to.deep.equal(withdrawn);
  });

  it('about all items that it leads on, or those named', () => {
    const of = known('ISSUED', 'UNDER_REVIEW');
    const delivery = { method: 'HALL', hall: 'central' };
    const delivered = ['FILING', [OWN], 'HANDED_OVER'];
    expect(place(of, 'human-resources', 'intake', { move: 'DELIVER', delivery })).to.deep.equal(delivered);
    const named = { move: 'DELIVER', delivery: { method: 'POST', carrier: 'ems', number: '1' }, itemCodes: [OTHER] };
    expect(place(of, 'human-resources', 'intake', named)).to.deep.equal(['FILING', [OTHER], 'POSTED']);
    expect(place(of, 'civil-affairs', 'intake', { move: 'DELIVER', delivery })).to.deep.equal([
      ...['TASK', [OTHER], 'HANDED_OVER'],
    ]);
    const closing = place(known('SUBMITTED', 'SUBMITTED'), 'human-resources', 'intake', { move: 'CLOSE' });
    expect(closing, 'the ledger says why it leads none').to.deep.equal(['FILING', [OWN, OTHER], 'RECEIVED']);
  });

  it('by nobody else, and in no other role', () => {
    const of = known('SUBMITTED', 'SUBMITTED');
    const foreign = { move: 'ACCEPT', itemCode: OWN };
    expect(place(of, 'civil-affairs', 'officer', foreign)).to.equal('DEPARTMENT_NOT_ENTITLED');
    expect(place(of, 'civil-affairs', 'officer', { move: 'WITHDRAW' })).to.equal('DEPARTMENT_NOT_ENTITLED');
    expect(place(of, 'data-bureau', 'officer', { move: 'ACCEPT' })).to.equal('DEPARTMENT_NOT_ENTITLED');
    expect(place(of, 'human-resources', 'intake', { move: 'APPROVE' })).to.equal('ROLE_NOT_ENTITLED');
    const unknown = { move: 'ACCEPT', itemCode: 'human-resources.none' };
    expect(place(of, 'human-resources', 'officer', unknown)).to.equal('TASK_UNKNOWN');
  });
});
