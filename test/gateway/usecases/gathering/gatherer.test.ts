// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { DomainError } from '../../../../chaincode/domain/domain-error.js';
import { Gatherer } from '../../../../gateway/usecases/gathering/gatherer.js';
import { SubjectLocks } from '../../../../gateway/usecases/gathering/subject-locks.js';
import { rejectionOf } from '../support/rejection-of.js';
import { Recorder, apart, numbers, type Element } from './recorder.js';

// `turn`: what was asked for before it is under way, since the gatherer begins with the same turn of the event loop.
describe('gathering', () => {
  it('puts 50 elements that arrive together into one transaction, each with its own result', async () => {
    const recorder = new Recorder();
    const gatherer = recorder.gatherer();
    const results = await Promise.all(numbers(50).map((id) => gatherer.add('d', apart(id))));
    expect(results).to.deep.equal(numbers(50).map((id) => `result ${id}`));
    expect(recorder.batches).to.have.length(1);
  });

  it('lets what arrives during a submit share the next transaction', async () => {
    const recorder = new Recorder();
    const gatherer = recorder.gatherer();
    const first = gatherer.add('d', apart(0));
    await turn();
    const others = numbers(9).map((id) => gatherer.add('d', apart(id + 1)));
    await Promise.all([first, ...others]);
    expect(recorder.batches.map((batch) => batch.length)).to.deep.equal([1, 9]);
  });

  it('keeps to the largest number of elements', async () => {
    const recorder = new Recorder();
    const gatherer = recorder.gatherer(new SubjectLocks(), 20);
    await Promise.all(numbers(50).map((id) => gatherer.add('d', apart(id))));
    expect(recorder.batches.map((batch) => batch.length)).to.deep.equal([20, 20, 10]);
  });

  it('keeps to the largest size, and lets one that is larger go alone', async () => {
    const batches: number[][] = [];
    const gatherer = new Gatherer<number, number>({
      maxElements: 100,
      sizeOf: (element) => element,
      maxSize: 10,
      submit: (_, elements) => {
        batches.push([...elements]);
        return Promise.resolve(elements);
      },
    });
    await Promise.all([4, 5, 3, 20, 1, 1].map((size) => gatherer.add('d', size)));
    expect(batches).to.deep.equal([[4, 5], [3], [20], [1, 1]]);
  });

  it('does not split where the refusal concerns all', async () => {
    const refusal = new DomainError('NOT_ACCREDITED');
    let submits = 0;
    const gatherer = new Gatherer<number, number>({
      maxElements: 100,
      concernsAll: ({ code }) => code === 'NOT_ACCREDITED',
      submit: () => {
        submits += 1;
        return Promise.reject(refusal);
      },
    });
    const errors = await Promise.all(numbers(8).map((id) => rejectionOf(gatherer.add('d', id))));
    expect(new Set(errors)).to.deep.equal(new Set([refusal]));
    expect(submits).to.equal(1);
  });

  it('does not let one key wait for another', async () => {
    const recorder = new Recorder();
    const gatherer = recorder.gatherer();
    await Promise.all([gatherer.add('a', apart(1)), gatherer.add('b', apart(2))]);
    expect(recorder.batches).to.deep.equal([[1], [2]]);
  });

  it('lets a subject stand in one open transaction at a time, in order of arrival, across keys and gatherers', async () => {
    const recorder = new Recorder();
    const locks = new SubjectLocks();
    const [one, two] = [recorder.gatherer(locks), recorder.gatherer(locks)];
    const ends: number[] = [];
    const add = async (gatherer: Gatherer<Element, string>, key: string, element: Element) => {
      await gatherer.add(key, element);
      ends.push(element.id);
    };
    const hot = (id: number): Element => ({ id, subjects: ['hot', `s${id}`] });
    await Promise.all([
      ...numbers(4).map((id) => add(one, 'a', hot(id))),
      add(one, 'a', apart(10)),
      ...numbers(3).map((id) => add(two, 'b', hot(id + 4))),
    ]);
    expect(recorder.overlap).to.equal(false);
    expect(recorder.batches).to.have.length(7);
    expect(recorder.batches[0]).to.deep.equal([0, 10]);
    expect(ends.filter((id) => id < 4)).to.deep.equal([0, 1, 2, 3]);
  });

  it('keeps an element from overtaking another that waits for one of its subjects', async () => {
    const recorder = new Recorder();
    const gatherer = recorder.gatherer();
    await Promise.all([
      gatherer.add('d', { id: 1, subjects: ['a'] }),
      gatherer.add('d', { id: 2, subjects: ['a', 'b'] }),
      gatherer.add('d', { id: 3, subjects: ['b'] }),
    ]);
    expect(recorder.batches).to.deep.equal([[1], [2], [3]]);
  });

  it('lets elements about one subject share a transaction where that is agreed, and still no two transactions', async () => {
    const batches: number[][] = [];
    const locks = new SubjectLocks();
    const gatherer = new Gatherer<Element, number>({
      maxElements: 3,
      together: true,
      locks,
      subjectsOf: ({ subjects }) => subjects,
      submit: async (_, elements) => {
        batches.push(elements.map(({ id }) => id));
        await pause(5);
        return elements.map(({ id }) => id);
      },
    });
    const hot = (id: number): Element => ({ id, subjects: ['hot'] });
    const first = gatherer.add('a', hot(0));
    await turn();
    const others = [hot(1), { id: 2, subjects: ['hot', 'cold'] }, hot(3), hot(4), { id: 5, subjects: ['cold'] }];
    await Promise.all([first, ...others.map((one) => gatherer.add('a', one)), gatherer.add('b', hot(6))]);
    expect(batches[0]).to.deep.equal([0]);
    expect(batches).to.deep.include.members([[1, 2, 3], [4, 5], [6]]);
  });

  describe('that only rests on subjects', () => {
    it('may be about one subject many times in one transaction', async () => {
      const recorder = new Recorder();
      const reading = recorder.gatherer(new SubjectLocks(), 100, 'shared');
      await Promise.all(numbers(5).map((id) => reading.add('d', { id, subjects: ['a'] })));
      expect(recorder.batches).to.deep.equal([[0, 1, 2, 3, 4]]);
    });

    it('waits for whoever changes the subject, and goes before the next one who would', async () => {
      const recorder = new Recorder();
      const locks = new SubjectLocks();
      const changing = recorder.gatherer(locks);
      const reading = recorder.gatherer(locks, 100, 'shared');
      const about = (id: number): Element => ({ id, subjects: ['a'] });
      const changes = [changing.add('c', about(1)), changing.add('c', about(2)), changing.add('c', about(3))];
      await turn();
      const reads = ['x', 'y'].map((key, index) => reading.add(key, about(10 + index)));
      await Promise.all([...changes, ...reads]);
      expect(recorder.batches[0]).to.deep.equal([1]);
      expect(recorder.batches.slice(1, 3).flat().sort()).to.deep.equal([10, 11]);
      expect(recorder.batches.slice(3)).to.deep.equal([[2], [3]]);
    });
  });
});
