// SPDX-License-Identifier: Apache-2.0
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { recordInquiry } from '../../chaincode/transactions/record-inquiry.js';
import { revokeIdentity } from '../../network/native/operations/revoke-identity.js';
import { DepartmentNotHosted } from '../../gateway/ledger/department-not-hosted.js';
import { readWallet } from '../../gateway/ledger/fabric/wallet/read-wallet.js';
import type { DiaryQueryAnswer } from '../../gateway/usecases/diaries/diary-query.js';
import type { DiaryView } from '../../gateway/usecases/diaries/diary-view.js';
import type { RecordSubmissionAnswer } from '../../gateway/usecases/records/record-submission.js';
import type { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import type { VerificationList } from '../../gateway/usecases/verifications/verification-view.js';
import { everything } from '../gateway/readmodel/fresh-read-model.js';
import { residentId } from '../gateway/usecases/support/identifiers.js';
import { rejectionOf } from '../gateway/usecases/support/rejection-of.js';
import { loadDefinition } from '../../network/definitions/load-definition.js';
import type { WrittenExport } from '../../scripts/demo/write-exports.js';
import { DepartmentCommands } from './support/department-commands.js';
import { BUREAU, DepartmentGateways, ITEM, OFFICE } from './support/department-gateways.js';
import { requireFabric } from './support/require-fabric.js';
import { OwnNetwork } from './support/own-network.js';
import { SHARED_UP_MS } from './support/shared-network.js';

const lin = { kind: 'NATURAL_PERSON', identifier: residentId(11) } as const;
const identity = {
  recordType: 'data-bureau.resident-identity',
  records: [
    {
      subject: lin,
      sourceSystem: 'residents',
      recordNumber: 'R-11',
      validFrom: '2020-01-01',
      claims: {
        name: '林安',
        residentId: lin.identifier,
        gender: 'FEMALE',
        birthDate: '1990-01-01',
        address: '1 Road',
      },
    },
  ],
};
const file = {
  recordType: 'human-resources.personnel-file',
  records: [
    {
      subject: lin,
      sourceSystem: 'files',
      recordNumber: 'F-11',
      validFrom: '2021-01-01',
      claims: { fileNumber: 'F-11', kind: 'GRADUATE', receivedOn: '2021-01-01' },
    },
  ],
};
const verification = {
  caseNo: 'CASE-2026-0011',
  itemCode: ITEM,
  scenario: { certificate: 'GRADUATE_STATUS' },
  subjects: { applicant: lin },
  purposeCode: 'employment-service',
  legalBasis: { kind: 'STATUTORY', dutyCode: 'employment-duty' },
  disclose: 'fields',
};

/** Those who play in the story, and what it asks of them. */
const PLAYERS = [BUREAU, OFFICE, 'market-supervision', 'social-insurance'];
const ASKED = [
  'data-bureau.resident-identity',
  'data-bureau.household-register',
  'human-resources.graduate-diploma',
  'human-resources.employment-contract',
  'market-supervision.business-licence',
];

function networkOfPlayers() {
  const { channel, chaincode, departments } = loadDefinition('district');
  return { channel, chaincode, departments: departments.filter(({ code }) => PLAYERS.includes(code)) };
}

describe('gateways of one department each, with the pseudonym service as a process', function () {
  this.timeout(SHARED_UP_MS);
  let network: OwnNetwork | undefined;
  let commands: DepartmentCommands | undefined;
  let gateways: DepartmentGateways | undefined;
  const typed = (): DepartmentCommands => {
    if (commands === undefined) throw new Error('no network');
    return commands;
  };
  let verified: VerificationAnswer;
  const open = (): DepartmentGateways => {
    if (gateways === undefined) throw new Error('no gateways');
    return gateways;
  };

  before(async function () {
    requireFabric(this);
    network = await OwnNetwork.up(networkOfPlayers());
    commands = await DepartmentCommands.in(network.native);
  });

  after(async () => {
    await gateways?.close();
    await commands?.close();
    await network?.down();
  });

  it('are set up by the commands of docs/departments.md, each with its own home, secrets and process', async () => {
    await typed().prepare();
    await Promise.all(PLAYERS.map((department) => typed().enrol(department)));
    await Promise.all(PLAYERS.map((department) => typed().start(department)));
  });

  it('take each their own department’s exports', async () => {
    const folder = join(typed().folder, 'exports');
    const wish = ['--folder', folder, '--persons', '1', '--record-type', ...ASKED, '--json'];
    const { stdout } = await typed().run('exports', ['exports', ...wish]);
    const { exports } = JSON.parse(stdout) as { exports: WrittenExport[] };
    expect(exports.map(({ recordType }) => recordType).sort()).to.deep.equal([...ASKED].sort());
    const importing = exports.map(({ department, recordType, file }) =>
      typed().run(department, ['import', ...['--department', department, '--record-type', recordType, '--file', file]]),
    );
    await Promise.all(importing);
  });

  it('play the story together: every step as told, and the command says so', async () => {
    const places = PLAYERS.flatMap((department) => ['--gateway', `${department}=${typed().home(department)}`]);
    const { stdout } = await typed().run('teller', ['story', '--json', ...places]);
    const told = JSON.parse(stdout) as { asTold: boolean; steps: { asTold: boolean; amiss: string[] }[] };
    expect(told.asTold).to.equal(true);
    expect(told.steps.map(({ asTold, amiss }) => [asTold, amiss])).to.deep.equal(
      Array.from({ length: 11 }, () => [true, []]),
    );
  });

  it('end when they are told to, and open again what they closed', async () => {
    expect(await typed().stop()).to.deep.equal(PLAYERS.map(() => 0));
    gateways = new DepartmentGateways(typed());
    for (const department of [BUREAU, OFFICE]) await gateways.start({ department });
  });

  it('each puts the records of its own department on the ledger', async () => {
    const first = await open().ask(BUREAU, 'attester', '/v1/records', identity);
    const second = await open().ask(OFFICE, 'attester', '/v1/records', file);
    for (const answer of [first, second] as RecordSubmissionAnswer[])
      expect(answer.results.map(({ status }) => status)).to.deep.equal(['CREATED']);
  });

  it('let one department verify through its own what the other attested through its own, values from both', async () => {
    await open().settle();
    verified = (await open().ask(OFFICE, 'intake', '/v1/verifications', verification)) as VerificationAnswer;
    expect([verified.outcome, verified.materials.map(({ verdict }) => verdict)]).to.deep.equal([
      'SATISFIED',
      ['VERIFIED'],
    ]);
    expect(verified.prefill.map(({ field, value, source }) => [field, value, source.department])).to.deep.equal([
      ['name', '林安', BUREAU],
      ['residentId', lin.identifier, BUREAU],
      ['receivedOn', '2021-01-01', OFFICE],
    ]);
  });

  it('show the access to the auditor of the other department, in an intact diary', async () => {
    await open().settle();
    const question = { subject: lin, reason: 'ROUTINE_AUDIT', caseNo: 'AUDIT-2026-0011' };
    const opened = (await open().ask(BUREAU, 'auditor', '/v1/diary-queries', question)) as DiaryQueryAnswer;
    const diary = (await open().ask(BUREAU, 'auditor', `/v1/diaries/${opened.pseudonym}`)) as DiaryView;
    expect(diary.chain).to.include({ result: 'INTACT' });
    expect(diary.rows.map(({ reader, outcome, verificationId }) => [reader, outcome, verificationId])).to.deep.equal([
      [OFFICE, 'OPENED', verified.verificationId],
    ]);
  });

  it('show the same: their read models agree, table by table', async () => {
    await open().settle();
    const [bureau, office] = await Promise.all(
      [BUREAU, OFFICE].map((name) => everything(open().of(name).parts.readModel)),
    );
    expect(office).to.deep.equal(bureau);
  });

  it('hold nothing of each other: no identity, no key of records and cases, no secret of a subject', async () => {
    for (const [own, other] of [
      [BUREAU, OFFICE],
      [OFFICE, BUREAU],
    ] as const) {
      const home = open().home(own);
      const labels = await readWallet(join(home, 'wallet')).labels();
      expect(labels.filter((label) => !label.startsWith(`${own}.`))).to.deep.equal([]);
      const names = await readdir(home, { recursive: true });
      expect(names.filter((name) => name.includes(other))).to.deep.equal([]);
      expect(names).not.to.include('pseudonyms.sqlite');
      expect(await readdir(join(home, 'keys'))).to.include(`${own}.key`);
    }
    expect(await readdir(open().home('service'))).to.include('pseudonyms.sqlite');
  });

  it('sign for nobody else: neither what a token asks for, nor what the ledger is told', async () => {
    const asked = await rejectionOf(open().ask(OFFICE, 'auditor', '/v1/verifications', undefined, BUREAU));
    expect(asked).to.deep.include({ status: 403 }).and.to.have.nested.property('problem.code', 'DEPARTMENT_NOT_HOSTED');
    const about = { kind: 'DIARY', diary: 'd'.repeat(43) } as const;
    const inquiry = {
      department: BUREAU,
      officer: 'test-auditor',
      about,
      reason: 'ROUTINE_AUDIT',
      caseRef: 'c'.repeat(43),
    };
    const caller = { department: BUREAU, role: 'auditor' } as const;
    const { ledger } = open().of(OFFICE).parts;
    const refusal = await rejectionOf(ledger.submit(recordInquiry, inquiry as never, { caller, watch: undefined }));
    expect(refusal).to.be.instanceOf(DepartmentNotHosted);
  });

  it('say so and write nothing while the pseudonym service is away, and go on when it is back', async () => {
    await typed().endService('SIGKILL');
    const before = await open().of(OFFICE).parts.ledger.height();
    const away = await rejectionOf(open().ask(OFFICE, 'intake', '/v1/verifications', verification));
    expect(away).to.deep.include({ status: 503 }).and.to.have.nested.property('problem.code', 'PSEUDONYMS_UNAVAILABLE');
    expect(away).to.have.property('retryAfterSeconds', 2);
    expect(await open().of(OFFICE).parts.ledger.height()).to.equal(before);
    await typed().startService();
    const again = (await open().ask(BUREAU, 'attester', '/v1/records', identity)) as RecordSubmissionAnswer;
    expect(again.results.map(({ status }) => status)).to.deep.equal(['UNCHANGED']);
  });

  it('may be two for one department: the second needs its key, and then knows cases, records and pages of the first', async () => {
    const second = `${OFFICE}-2`;
    await open().copyHome(OFFICE, second, ['wallet', 'tls', 'network', join('keys', 'cursors.key')]);
    await open().start({ department: OFFICE, name: second });
    const keyless = await rejectionOf(open().ask(second, 'attester', '/v1/records', file));
    expect(keyless).to.have.nested.property('problem.code', 'DEPARTMENT_KEY_MISSING');
    await open().copyHome(OFFICE, second, [join('keys', `${OFFICE}.key`)]);
    const answer = (await open().ask(second, 'attester', '/v1/records', file)) as RecordSubmissionAnswer;
    expect(answer.results.map(({ status }) => status)).to.deep.equal(['UNCHANGED']);
    await open().ask(second, 'intake', '/v1/verifications', { ...verification, disclose: 'verdicts' });
    await open().settle();
    const cases = `/v1/verifications?caseNo=${verification.caseNo}&department=${OFFICE}&limit=1`;
    const first = (await open().ask(OFFICE, 'intake', cases)) as VerificationList;
    expect(first.next).to.be.a('string');
    const page = `${cases}&cursor=${encodeURIComponent(first.next ?? '')}`;
    const next = (await open().ask(second, 'intake', page)) as VerificationList;
    expect(next.verifications.map(({ verificationId }) => verificationId)).to.deep.equal([verified.verificationId]);
  });

  it('are refused by the pseudonym service once their certificate is revoked, told by nobody; the others go on', async () => {
    const { native } = network ?? expect.fail('no network');
    const operation = { site: native.site, programs: native.programs, onStep: () => undefined };
    expect(await revokeIdentity(operation, OFFICE, 'gateway')).to.equal(undefined);
    const refused = await rejectionOf(open().ask(OFFICE, 'intake', '/v1/verifications', verification));
    expect(refused).to.have.property('status').that.is.at.least(500);
    const answer = (await open().ask(BUREAU, 'attester', '/v1/records', identity)) as RecordSubmissionAnswer;
    expect(answer.results.map(({ status }) => status)).to.deep.equal(['UNCHANGED']);
  });
});
