// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { publishDepartment } from '../../chaincode/transactions/publish-department.js';
import { callOf } from '../../gateway/ledger/channel/chaincode-call.js';
import type { EndorsedTransaction } from '../../gateway/ledger/fabric/drivers/channel-driver.js';
import { FABRIC_DRIVERS, openDriver, type FabricDriver } from '../../gateway/ledger/fabric/drivers/open-driver.js';
import type { FabricLedger } from '../../gateway/ledger/fabric/fabric-ledger.js';
import { readConnection } from '../../gateway/ledger/fabric/read-connections.js';
import { signingIdentity } from '../../gateway/ledger/fabric/signing-identity.js';
import { EnvelopeStore } from '../../gateway/ledger/fabric/submission/envelope-store.js';
import { readWallet } from '../../gateway/ledger/fabric/wallet/read-wallet.js';
import { LedgerUnavailable, OutcomeUnknown } from '../../gateway/ledger/ledger-errors.js';
import type { Ledger } from '../../gateway/ledger/ledger.js';
import { verify } from '../../network/embedded/identity/signature.js';
import { readEnvelope } from '../../network/embedded/protocol/read-envelope.js';
import type { NativeNetwork } from '../../network/native/native-network.js';
import { networkFolder } from '../../network/native/network-folder.js';
import { department } from '../gateway/readmodel/documents.js';
import { ledgerFolderOn, type LedgerFolder } from './support/ledger-on.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS, sharedNetwork } from './support/shared-network.js';

const PUBLISHER = { caller: { department: 'data-bureau', role: 'publisher' }, watch: undefined } as const;
const publication = (version: number, code: string) => ({
  department: 'data-bureau' as const,
  document: department(version, code),
});

/** How often a transaction stands in blocks, by its code. */
async function codesOf(ledger: Ledger, transactionId: string): Promise<string[]> {
  const codes: string[] = [];
  const height = await ledger.height();
  for await (const { number, transactions } of ledger.blocks({ from: 0n })) {
    codes.push(...transactions.filter((one) => one.transactionId === transactionId).map((one) => one.validationCode));
    if (number + 1n >= height) return codes;
  }
  return codes;
}

async function until(condition: () => Promise<boolean>, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('the Fabric adapter while something fails', function () {
  this.timeout(SHARED_UP_MS);
  let network: NativeNetwork;
  let folder: LedgerFolder;

  before(async function () {
    requireFabric(this);
    network = await sharedNetwork();
    folder = await ledgerFolderOn(network, ['data-bureau'], ['publisher']);
  });
  after(async () => {
    // Nothing is there where the programs are not found.
    await (folder as LedgerFolder | undefined)?.remove();
  });

  /** Endorsed and signed as often as there are codes, and sent to nobody. */
  async function endorsed(
    codes: readonly string[],
    name: FabricDriver = 'fabric-gateway',
  ): Promise<EndorsedTransaction[]> {
    const { definition } = network.site.state;
    const { connections } = networkFolder(network.directory);
    const profile = await readConnection(connections, { code: 'data-bureau', mspId: 'DataBureauMSP' });
    const wallet = readWallet(join(folder.folder, 'wallet'));
    const options = {
      identity: signingIdentity(await wallet.identity('data-bureau', 'publisher')),
      milliseconds: 10_000,
    };
    const driver = await openDriver(name, definition.channel, profile);
    try {
      const calls = codes.map((code) => callOf(definition, publishDepartment, publication(1, code)));
      return await Promise.all(
        calls.map((call) => driver.endorse(call, ['DataBureauMSP', 'HumanResourcesMSP'], options)),
      );
    } finally {
      await driver.close();
    }
  }

  for (const driver of FABRIC_DRIVERS) {
    it(`signs with a low S through ${driver}`, async () => {
      const codes = Array.from({ length: 10 }, () => 'low-s');
      for (const { envelope } of await endorsed(codes, driver)) {
        const { creator, payload, signature } = readEnvelope(envelope);
        const { publicKey } = new X509Certificate(creator.certificate);
        expect(await verify(publicKey, payload, signature)).to.equal(true); // which refuses a high one
      }
    });
  }

  it('brings into a block what an earlier process kept and may have sent, and drops what it never kept', async () => {
    const [kept, dropped] = (await endorsed(['kept', 'dropped'])) as [EndorsedTransaction, EndorsedTransaction];
    mkdirSync(folder.kept, { recursive: true });
    const store = await EnvelopeStore.open(join(folder.kept, 'envelopes.log'));
    await store.add({ ...kept, department: 'data-bureau', height: 1n });
    await store.close();
    const ledger = await folder.open();
    expect(await ledger.transaction(dropped.transactionId)).to.deep.equal({ state: 'ABSENT' });
    await until(async () => (await ledger.transaction(kept.transactionId)).state === 'COMMITTED', 20_000);
    expect(await codesOf(ledger, kept.transactionId)).to.deep.equal(['VALID']);
    await ledger.close();
    const after = await EnvelopeStore.open(join(folder.kept, 'envelopes.log'));
    expect(after.kept).to.deep.equal([]);
    await after.close();
  });

  it('does not know what became of it while no orderer answers, and finds out without doing it twice', async () => {
    const ledger = await folder.open({ times: { order: 1_500, send: 1_000 } });
    const orderer = network.node('orderer1');
    orderer.signal('SIGSTOP');
    let error: unknown;
    try {
      const submitting = ledger.submit(publishDepartment, publication(1, 'unknown'), PUBLISHER);
      error = await submitting.catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(OutcomeUnknown);
      expect(await ledger.transaction((error as OutcomeUnknown).transactionId)).to.deep.equal({ state: 'UNKNOWN' });
      await new Promise((resolve) => setTimeout(resolve, 3_000)); // so that the same bytes are sent several times
    } finally {
      orderer.signal('SIGCONT');
    }
    const { transactionId } = error as OutcomeUnknown;
    await until(async () => (await ledger.transaction(transactionId)).state === 'COMMITTED', 30_000);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await codesOf(ledger, transactionId)).filter((code) => code === 'VALID')).to.have.length(1);
    await ledger.close();
  });

  it('goes on with blocks and submits when its peer comes back, and is unavailable meanwhile', async () => {
    const ledger = await folder.open({ times: { endorse: 3_000 } });
    const seen: bigint[] = [];
    const abort = new AbortController();
    const from = await ledger.height();
    const following = (async () => {
      for await (const { number } of ledger.blocks({ from, signal: abort.signal })) seen.push(number);
    })();
    await ledger.submit(publishDepartment, publication(1, 'restart'), PUBLISHER);
    const peer = network.node('data-bureau.peer0');
    await peer.kill();
    const meanwhile = await refusal(ledger);
    await peer.start();
    expect(meanwhile).to.be.instanceOf(LedgerUnavailable);
    await until(async () => (await refusal(ledger)) === undefined, 60_000);
    const height = await ledger.height();
    await until(() => Promise.resolve((seen.at(-1) ?? 0n) + 1n >= height), 20_000);
    abort.abort();
    await following;
    expect(seen).to.deep.equal(seen.map((_, index) => from + BigInt(index)));
    await ledger.close();
  });

  let version = 1;
  async function refusal(ledger: FabricLedger): Promise<unknown> {
    try {
      await ledger.submit(publishDepartment, publication(version + 1, 'restart'), PUBLISHER);
      version += 1;
      return undefined;
    } catch (error) {
      return error;
    }
  }
});
