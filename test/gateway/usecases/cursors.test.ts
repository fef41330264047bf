// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Cursors, type CursorScope } from '../../../gateway/usecases/cursors.js';

const session = { department: 'human-resources', role: 'intake', officer: 'officer-1' } as const;
const scope: CursorScope = {
  session,
  list: 'verifications',
  question: { itemCode: 'human-resources.graduate-report' },
};
const DAY_MS = 24 * 3_600_000;

describe('a cursor', () => {
  const key = randomBytes(32);
  const cursors = new Cursors(key);
  const refused = (act: () => unknown): void => {
    expect(act).to.throw().with.property('code', 'CURSOR_INVALID');
  };

  it('gives its position back to the same caller with the same question', () => {
    expect(cursors.read(cursors.write(4711, scope), scope)).to.equal(4711);
    expect(cursors.readCode(cursors.write('data-bureau.household', scope), scope)).to.equal('data-bureau.household');
  });

  it('shows nobody where it stands, nor that two stand in one place', () => {
    const [first, second] = [cursors.write(4711, scope), cursors.write(4711, scope)];
    expect(first).not.to.equal(second);
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.to.contain('4711');
  });

  for (const { name, other } of [
    { name: 'another officer', other: { ...scope, session: { ...session, officer: 'officer-2' } } },
    { name: 'another role', other: { ...scope, session: { ...session, role: 'officer' as const } } },
    { name: 'another department', other: { ...scope, session: { ...session, department: 'civil-affairs' } } },
    { name: 'nobody', other: { ...scope, session: null } },
    { name: 'another question', other: { ...scope, question: {} } },
    { name: 'another list', other: { ...scope, list: 'diary' } },
  ]) {
    it(`is nothing to ${name}`, () => {
      refused(() => cursors.read(cursors.write(1, scope), other));
    });
  }

  it('is refused with any character altered or missing', () => {
    const cursor = cursors.write(1, scope);
    for (let at = 0; at < cursor.length - 1; at += 1) {
      const other = cursor[at] === 'A' ? 'B' : 'A';
      refused(() => cursors.read(cursor.slice(0, at) + other + cursor.slice(at + 1), scope));
      refused(() => cursors.read(cursor.slice(0, at), scope));
    }
  });

  it('of one kind of list is refused in the other', () => {
    refused(() => cursors.readCode(cursors.write(1, scope), scope));
    refused(() => cursors.read(cursors.write('a', scope), scope));
  });

  it('is good for a day', () => {
    let now = 1_000;
    const dated = new Cursors(key, { now: () => now });
    const cursor = dated.write(7, scope);
    now += DAY_MS - 1;
    expect(dated.read(cursor, scope)).to.equal(7);
    now += 1;
    refused(() => dated.read(cursor, scope));
  });

  it('outlives one rotation of the key, in a gateway that runs too, and no second', async function () {
    this.timeout(15_000);
    const folder = await mkdtemp(join(tmpdir(), 'onedoor-cursors-'));
    try {
      const running = await Cursors.open(folder);
      const cursor = running.write(7, scope);
      await Cursors.rotate(folder);
      expect((await stat(join(folder, 'cursors.key'))).mode & 0o777).to.equal(0o600);
      expect((await Cursors.open(folder)).read(cursor, scope)).to.equal(7);
      await Cursors.rotate(folder);
      running.write(1, scope); // looks at the file
      await sleep(1_200);
      running.write(1, scope);
      await sleep(200);
      const again = await Cursors.open(folder);
      for (const one of [running, again]) refused(() => one.read(cursor, scope));
      expect(again.read(running.write(8, scope), scope)).to.equal(8);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
