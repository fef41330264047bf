// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { Type } from 'typebox';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { defineTransaction, type Transaction } from '../../../chaincode/transactions/transaction.js';
import type { TransactionContext } from '../../../chaincode/transactions/transaction-context.js';
import { MemoryLedger, type MemoryCall } from '../support/memory-ledger.js';

const request = Type.Object(
  { department: Type.String(), note: Type.Optional(Type.String({ maxLength: 5 })) },
  { additionalProperties: false },
);
const secret = Type.Object({ claims: Type.Record(Type.String(), Type.Integer()) }, { additionalProperties: false });

function declared(execute: (context: TransactionContext) => Promise<unknown>, changes: Partial<Transaction> = {}) {
  const declaration = defineTransaction({
    name: 'Probe',
    kind: 'submit',
    summary: 'A transaction of this test',
    roles: ['attester'],
    request,
    response: Type.Unknown(),
    refusals: [],
    endorsers: ({ department }) => ({ kind: 'alone', department }),
    execute,
  });
  return { ...declaration, ...changes } as Transaction;
}

const call: MemoryCall = { as: 'civil-affairs', role: 'attester' };
const wellFormed = '{"department":"civil-affairs"}';
const nothing = declared(() => Promise.resolve(null));

async function refusalOf(transaction: Transaction, text: string, changes: Partial<MemoryCall> = {}) {
  const ledger = new MemoryLedger();
  const error: unknown = await ledger
    .runText(transaction, text, { ...call, ...changes })
    .catch((reason: unknown) => reason);
  expect(ledger.writes, 'a refused transaction wrote').to.deep.equal([]);
  expect(error).to.be.instanceOf(DomainError);
  return error as DomainError;
}

describe('running a transaction', () => {
  it('answers canonical JSON', async () => {
    const answering = declared(() => Promise.resolve({ b: 1, a: [true, 'x'] }));
    expect(await new MemoryLedger().runText(answering, wellFormed, call)).to.equal('{"a":[true,"x"],"b":1}');
  });

  for (const [name, text, pointer] of [
    ['what is not JSON', '{', ''],
    ['another type', '[]', ''],
    ['a missing member', '{}', ''],
    ['a member too long', '{"department":"civil-affairs","note":"123456"}', '/note'],
    ['an unknown member, without repeating its name', '{"department":"civil-affairs","张三":1}', ''],
    ['U+0000', '{"department":"civil-affairs","note":"\\u0000"}', ''],
    ['half a surrogate pair', '{"department":"civil-affairs","note":"\\ud83d"}', ''],
  ] as const) {
    it(`refuses ${name}`, async () => {
      expect(await refusalOf(nothing, text)).to.include({ code: 'REQUEST_MALFORMED', pointer });
    });
  }

  it('looks at the role before the request', async () => {
    expect(await refusalOf(nothing, '{', { role: 'officer' })).to.include({ code: 'ROLE_NOT_ENTITLED' });
    expect(await refusalOf(nothing, wellFormed, { role: undefined })).to.include({ code: 'ROLE_NOT_ENTITLED' });
  });

  it('takes a request from the department that it names alone', async () => {
    expect(await refusalOf(nothing, wellFormed, { as: 'data-bureau' })).to.include({
      code: 'DEPARTMENT_NOT_ENTITLED',
      pointer: '/department',
    });
  });

  it('leaves the caller to the transaction where a declaration says so', async () => {
    const byReader = declared(() => Promise.resolve('run'), { calledBy: 'reader' });
    expect(await new MemoryLedger().runText(byReader, wellFormed, { ...call, as: 'data-bureau' })).to.equal('"run"');
  });

  it('refuses a transaction without department, whatever its schema says', async () => {
    const open = declared(() => Promise.resolve(null), { request: Type.Object({}) });
    expect(await refusalOf(open, '{}')).to.include({ code: 'DEPARTMENT_NOT_ENTITLED' });
  });

  describe('with a private part', () => {
    const privately = declared(() => Promise.resolve(null), { transient: { secret } });
    for (const [name, transient, pointer] of [
      ['a missing part', {}, '/secret'],
      ['a part that is not JSON', { secret: '{' }, '/secret'],
      ['a part of another shape', { secret: '{}' }, '/secret'],
      [
        'a bad value, without repeating the name that the caller gave it',
        { secret: '{"claims":{"张三":"x"}}' },
        '/secret/claims',
      ],
    ] as const) {
      it(`refuses ${name}`, async () => {
        expect(await refusalOf(privately, wellFormed, { transient })).to.include({
          code: 'TRANSIENT_MISSING',
          pointer,
        });
      });
    }

    it('hands over the parts that are declared, and no others', async () => {
      let seen: unknown;
      const execute: Transaction['execute'] = (_context, _request, parts) => {
        seen = parts;
        return Promise.resolve(null);
      };
      const transient = { secret: '{"claims":{"a":1}}', other: '1' };
      await new MemoryLedger().runText({ ...privately, execute }, wellFormed, { ...call, transient });
      expect(seen).to.deep.equal({ secret: { claims: { a: 1 } } });
    });
  });
});

describe('a transaction that one department endorses alone', () => {
  it('leaves a mark in its collection when it has nothing to state', async () => {
    const ledger = new MemoryLedger();
    await ledger.runText(nothing, wellFormed, call);
    expect(Object.fromEntries(ledger.committed)).to.deep.equal({ 'civil-affairs|n': 'transaction1' });
  });

  it('leaves none when others endorse too, nor when it only evaluates', async () => {
    const ledger = new MemoryLedger();
    const witnessed = { kind: 'witnessed', department: 'civil-affairs', witnesses: [] } as const;
    await ledger.runText({ ...nothing, endorsers: () => witnessed }, wellFormed, call);
    await ledger.runText({ ...nothing, kind: 'evaluate' }, wellFormed, call);
    expect(ledger.writes).to.deep.equal([]);
  });
});

describe('writes of a transaction', () => {
  const writing = (
    execute: (context: TransactionContext) => Promise<unknown>,
    kind: 'submit' | 'evaluate' = 'submit',
  ) => declared(execute, { kind });

  it('are seen by its own reads, public, private and hashed, before the ledger has them', async () => {
    const ledger = new MemoryLedger();
    const transaction = writing(async ({ state, statements, crypto }) => {
      state.write('a', '1');
      statements('d').write('b', '2');
      expect(ledger.writes).to.deep.equal([]);
      expect(await state.read('a')).to.equal('1');
      expect(await statements('d').read('b')).to.equal('2');
      expect(await statements('d').hash('b')).to.equal(crypto.sha256('2'));
      expect(await statements('d').hash('c')).to.equal(undefined);
      expect(await statements('e').read('b')).to.equal(undefined);
      return null;
    });
    await ledger.run(transaction, { department: 'civil-affairs' }, call);
  });

  it('reach the ledger once each, by place and key, whatever their order was', async () => {
    const ledger = new MemoryLedger();
    const transaction = writing(({ state, statements }) => {
      statements('z').write('k', '1');
      state.write('b', 'old');
      statements('d').write('k2', '1');
      statements('d').write('k1', '1');
      state.write('a', '1');
      state.write('b', 'new');
      return Promise.resolve(null);
    });
    await ledger.run(transaction, { department: 'civil-affairs' }, call);
    expect(ledger.writes).to.deep.equal(['|a', '|b', 'd|k1', 'd|k2', 'z|k']);
    expect(ledger.committed.get('|b')).to.equal('new');
  });

  it('of an element stay only if it succeeds, nested ones too', async () => {
    const ledger = new MemoryLedger();
    const refused = () => Promise.reject(new DomainError('REGISTER_FULL'));
    const transaction = writing(async ({ state, attempt }) => {
      state.write('a', 'before');
      await attempt(async () => {
        state.write('a', 'refused');
        state.write('b', 'refused');
        expect(await state.read('b')).to.equal('refused');
        await refused();
      }).catch((error: unknown) => {
        expect(error).to.have.property('code', 'REGISTER_FULL');
      });
      expect(await state.read('a')).to.equal('before');
      expect(await state.read('b')).to.equal(undefined);
      const answer = await attempt(async () => {
        state.write('c', 'kept');
        await attempt(async () => {
          state.write('c', 'refused');
          await refused();
        }).catch(() => undefined);
        await attempt(() => {
          state.write('d', 'kept');
          return Promise.resolve();
        });
        return 'answer';
      });
      expect(answer).to.equal('answer');
      return null;
    });
    await ledger.run(transaction, { department: 'civil-affairs' }, call);
    expect(Object.fromEntries(ledger.committed)).to.deep.equal({ '|a': 'before', '|c': 'kept', '|d': 'kept' });
  });

  it('are dropped by a transaction that only evaluates', async () => {
    const ledger = new MemoryLedger();
    const transaction = writing(({ state }) => {
      state.write('a', '1');
      return Promise.resolve(null);
    }, 'evaluate');
    await ledger.run(transaction, { department: 'civil-affairs' }, call);
    expect(ledger.writes).to.deep.equal([]);
  });
});
