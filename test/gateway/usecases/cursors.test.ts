// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { Cursors, type CursorScope } from '../../../gateway/usecases/cursors.js';

const session = { department: 'human-resources', role: 'intake', officer: 'officer-1' } as const;
const scope: CursorScope = {
  session,
  list: 'verifications',
  question: { itemCode: 'human-resources.graduate-report' },
};

describe('a cursor', () => {
  const cursors = new Cursors(randomBytes(32));

  it('gives its position back to the same caller with the same question', () => {
    expect(cursors.read(cursors.write(4711, scope), scope)).to.equal(4711);
  });

  for (const { name, other } of [
    { name: 'another officer', other: { ...scope, session: { ...session, officer: 'officer-2' } } },
    { name: 'another role', other: { ...scope, session: { ...session, role: 'officer' as const } } },
    { name: 'another department', other: { ...scope, session: { ...session, department: 'civil-affairs' } } },
    { name: 'another question', other: { ...scope, question: {} } },
    { name: 'another list', other: { ...scope, list: 'diary' } },
  ]) {
    it(`is nothing to ${name}`, () => {
      expect(() => cursors.read(cursors.write(1, scope), other))
        .to.throw()
        .with.property('code', 'CURSOR_INVALID');
    });
  }

  for (const forged of ['', '1', '1.', 'zz.AAAA', '!.!', `2.${cursors.write(1, scope).split('.')[1] ?? ''}`]) {
    it(`is refused when made up: "${forged.slice(0, 12)}"`, () => {
      expect(() => cursors.read(forged, scope))
        .to.throw()
        .with.property('code', 'CURSOR_INVALID');
    });
  }
});
