// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import shim from 'fabric-shim';
import { EndorseError } from '../../network/embedded/index.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { bytes } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

interface Entry {
  readonly txId: string;
  readonly value: string;
  readonly isDelete: boolean;
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
}

export const history = suite('conformance E: history', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open();
  });
  after(() => network.remove());

  async function history(key: string): Promise<Entry[]> {
    return (await network.ask(['getHistoryForKey', key]))[0] as Entry[];
  }

  const values = async (key: string): Promise<string[]> => (await history(key)).map(({ value }) => value);

  it('F44 history is newest first, one entry for each VALID transaction that wrote the key', async () => {
    const one = await network.submit(['putState', 'f44', 'one']);
    const two = await network.submit(['putState', 'f44', 'lost'], ['putState', 'f44', 'two']);
    await network.submit(['getState', 'f44'], ['putState', 'f44-other', 'x']);
    const three = await network.submit(['putState', 'f44', 'two']);
    const entries = await history('f44');
    expect(entries.map(({ txId, value }) => [txId, value])).to.deep.equal([
      [three.transactionId, 'two'],
      [two.transactionId, 'two'],
      [one.transactionId, 'one'],
    ]);
    expect(await history('f4')).to.deep.equal([]);
    expect(await history('f44\0')).to.deep.equal([]);
  });

  it('F45 two writers in one block both appear, the later one first', async () => {
    const writers = [];
    for (const value of ['one', 'two', 'three']) writers.push(await network.endorse(['putState', 'f45', value]));
    expect(await network.order(...writers)).to.deep.equal(['VALID', 'VALID', 'VALID']);
    expect(await values('f45')).to.deep.equal(['three', 'two', 'one']);
  });

  it('F46 invalid transactions never appear, although the block keeps their envelopes with all arguments', async () => {
    await network.submit(['putState', 'f46', 'one']);
    const winner = await network.endorse(['getState', 'f46'], ['putState', 'f46', 'two']);
    const loser = await network.endorse(['getState', 'f46'], ['putState', 'f46', 'never']);
    const height = network.network.height;
    expect(await network.order(winner, loser)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await values('f46')).to.deep.equal(['two', 'one']);
    const kept = (await network.network.block(height)).transactions[1];
    expect(kept?.validationCode).to.equal('MVCC_READ_CONFLICT');
    expect(Buffer.from(kept?.args[1] ?? []).toString()).to.include('never');
  });

  it('F47 a delete appears as such, without a value, also of a key that never was', async () => {
    await network.submit(['putState', 'f47', 'one']);
    await network.submit(['deleteState', 'f47']);
    await network.submit(['putState', 'f47', 'back']);
    expect((await history('f47')).map(({ isDelete, value }) => [isDelete, value])).to.deep.equal([
      [false, 'back'],
      [true, ''],
      [false, 'one'],
    ]);
    const never = await network.submit(['deleteState', 'f47-never']);
    expect((await history('f47-never')).map(({ txId, isDelete, value }) => [txId, isDelete, value])).to.deep.equal([
      [never.transactionId, true, ''],
    ]);
  });

  it('F48 a transaction that writes metadata alone makes no entry', async () => {
    const policy = new shim.KeyEndorsementPolicy();
    policy.addOrgs('PEER', 'AMSP');
    await network.submit(['putState', 'f48', 'one']);
    const change = await network.submit(['setStateValidationParameter', 'f48', bytes(policy.getPolicy())]);
    expect(change.validationCode).to.equal('VALID');
    expect(await values('f48')).to.deep.equal(['one']);
  });

  it('F49 the values are the bytes as they were written', async () => {
    const json = '{"b":1.0,"a":9007199254740993,"a":"<","_id":1}';
    const binary = Uint8Array.of(0, 255, 254, 128);
    await network.submit(['putState', 'f49', json]);
    await network.submit(['putState', 'f49-bytes', bytes(binary)]);
    expect(await values('f49')).to.deep.equal([json]);
    expect(await network.ask(['getState', 'f49'])).to.deep.equal([json]);
    expect(await values('f49-bytes')).to.deep.equal([Buffer.from(binary).toString()]);
  });

  it('F50 the time is the client’s, and the endorser admits it within a window around its own', async () => {
    const timestamp = new Date(Date.now() - 30_250);
    const endorsed = await network.endorseAs({ timestamp }, ['putState', 'f50', 'one']);
    await network.order(endorsed);
    const [entry] = await history('f50');
    expect(entry?.timestamp).to.deep.equal({
      seconds: Math.floor(timestamp.getTime() / 1000),
      nanos: (timestamp.getTime() % 1000) * 1_000_000,
    });
    for (const seconds of [-70, 70]) {
      const far = new Date(Date.now() + seconds * 1000);
      const refused = await network.endorseAs({ timestamp: far }, ['putState', 'f50', '1']).catch((e: unknown) => e);
      expect(refused).to.be.instanceOf(EndorseError);
      const second = far.toISOString().slice(0, 19);
      expect((refused as Error).message).to.match(
        new RegExp(
          `^request unauthorized due to incorrect timestamp ${second}Z, peer time \\S{19}Z, peer.authentication.timewindow 1m0s$`,
        ),
      );
    }
  });

  it('F51 there is no history of private values; that of public ones is always on', async () => {
    const own = '_implicit_org_AMSP';
    await network.submit(['putPrivateData', own, 'f51', 'one']);
    await network.submit(['putPrivateData', own, 'f51', 'two']);
    expect(await history('f51')).to.deep.equal([]);
    await network.submit(['putState', 'f51', 'public']);
    expect(await values('f51')).to.deep.equal(['public']);
  });
});
