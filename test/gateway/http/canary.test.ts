// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ClassicLevel } from 'classic-level';
import type { ApplicationAnswer } from '../../../gateway/usecases/applications/application-answer.js';
import type { VerificationAnswer } from '../../../gateway/usecases/verifications/verification-answer.js';
import { residentId } from '../usecases/support/identifiers.js';
import { householdRecord, households, verificationOf } from './case-builders.js';
import { publishApplicationCatalogue } from './application-catalogue.js';
import { instantOf } from './application-support.js';
import { serveDistrict, type ServedDistrict } from './served-district.js';

const identifier = residentId(777);
const NAME = 'Canary Melopsittacus 金丝雀';
const ADDRESS = 'Canary Lane 7390184462, 金丝雀巷';
const CASE_NO = 'CANARY-CASE-88120347';
const RECORD_NUMBER = 'CANARY-RECORD-5520981';
const CONTACT = 'Canary Contact 4471902, 联系人金丝雀';
const PHONE = '+86 139 0013 9001 canary';
const ACCOUNT = 'CANARY-ACCOUNT-71920';
const POST_NUMBER = 'CANARY-POST-6620193';
const MARKED = [identifier, NAME, ADDRESS, CASE_NO, RECORD_NUMBER, CONTACT, PHONE, ACCOUNT, POST_NUMBER];

/** A marked value as it is, as JSON would escape it, and in the encodings that hide but do not protect. */
function disguises(value: string): { readonly name: string; readonly bytes: Buffer }[] {
  const plain = Buffer.from(value);
  const json = Buffer.from(JSON.stringify(value));
  const digests = [plain, json].map((bytes) => createHash('sha256').update(bytes).digest());
  const texts = [plain, json, ...digests].flatMap((bytes) => [
    { name: 'hex', bytes: Buffer.from(bytes.toString('hex')) },
    { name: 'HEX', bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    { name: 'base64', bytes: Buffer.from(bytes.toString('base64').replace(/[A-Za-z0-9+/]?=*$/u, '')) },
    { name: 'base64url', bytes: Buffer.from(bytes.toString('base64url').slice(0, -1)) },
  ]);
  const escaped = value.replaceAll(/[^\x20-\x7e]/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [
    { name: 'plain', bytes: plain },
    { name: 'escaped', bytes: Buffer.from(escaped) },
    { name: 'percent-encoded', bytes: Buffer.from(encodeURIComponent(value)) },
    { name: 'UTF-16', bytes: Buffer.from(value, 'utf16le') },
    ...digests.map((bytes) => ({ name: 'SHA-256', bytes })),
    ...texts,
    // The middle of a base64 text depends on where the value begins in it.
    ...[1, 2].map((offset) => ({
      name: `base64 at offset ${offset}`,
      bytes: Buffer.from(
        Buffer.concat([Buffer.alloc(offset), plain])
          .toString('base64')
          .slice(4, -4),
      ),
    })),
  ];
}

function findings(place: string, content: Buffer): string[] {
  return MARKED.flatMap((value, index) =>
    disguises(value).flatMap(({ name, bytes }) =>
      content.includes(bytes) ? [`value ${index} as ${name} in ${place}`] : [],
    ),
  );
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('canary: marked values', function () {
  this.timeout(60_000);
  let district: ServedDistrict;
  const answers: string[] = [];

  before(async () => {
    district = await serveDistrict();
    const record = householdRecord(777, { recordNumber: RECORD_NUMBER, claims: { name: NAME, address: ADDRESS } });
    const keep = async (path: string, ask: Parameters<ServedDistrict['ask']>[1]): Promise<string> => {
      const { text, headers } = await district.ask(path, ask);
      answers.push(text, JSON.stringify([...headers]));
      return text;
    };
    const attester = 'data-bureau/attester';
    await keep('/v1/records', { as: attester, post: households(record) });
    await keep('/v1/records', { as: attester, post: households(record) });
    // Each of these fails in its own way with the marked values inside.
    await keep('/v1/records', { as: attester, post: { ...households(record), recordType: 'data-bureau.none' } });
    await keep('/v1/records', { as: attester, post: households({ ...record, validFrom: ADDRESS.slice(0, 40) }) });
    await keep('/v1/records', {
      as: attester,
      post: households({ ...record, claims: { name: NAME, address: ADDRESS, [NAME]: NAME } }),
    });
    await keep('/v1/records', { as: attester, post: `{"a": "${identifier} ${NAME}"` });
    await keep('/v1/verifications', { as: 'human-resources/intake', post: { ...verificationOf(777), [NAME]: NAME } });
    await keep('/v1/verifications', {
      as: 'human-resources/intake',
      post: verificationOf(777, { caseNo: identifier }),
    });
    await keep('/v1/verifications', {
      as: 'human-resources/intake',
      post: verificationOf(777, { caseNo: CASE_NO, purposeCode: 'none' }),
    });
    await keep('/v1/verifications', { as: 'human-resources/intake', post: verificationOf(777, { caseNo: CASE_NO }) });
    await keep(`/v1/verifications?caseNo=${CASE_NO}`, { as: 'human-resources/intake' });
    await keep('/v1/diary-queries', {
      as: 'data-bureau/auditor',
      post: { subject: { kind: 'NATURAL_PERSON', identifier }, reason: 'COMPLAINT', caseNo: CASE_NO },
    });
    await applyFor(keep);
    await keep('/metrics', { as: 'data-bureau/operator' });
    await keep('/', {});
  });
  after(() => district.close());

  /** Files, moves and delivers with the marked values inside; and fails to. */
  async function applyFor(keep: (path: string, ask: Parameters<ServedDistrict['ask']>[1]) => Promise<string>) {
    const { ledger, projector } = district.gateway.parts;
    await publishApplicationCatalogue(ledger);
    await projector.waitFor((await ledger.height()) - 1n, 10_000);
    const as = 'human-resources/intake';
    const contact = { name: CONTACT, phone: PHONE, address: ADDRESS };
    const body = instantOf(777, { caseNo: CASE_NO, contact, form: { account: ACCOUNT, name: NAME } });
    await keep('/v1/applications', { as, post: { ...body, form: { account: ACCOUNT, [NAME]: NAME } } });
    await keep('/v1/applications', { as, post: { ...body, form: { account: ACCOUNT, months: ADDRESS } } });
    await keep('/v1/applications', { as, post: { ...body, scenario: { married: ADDRESS } } });
    // The answer to the filing hands the values out, to the one who is entitled to them.
    const filed = await district.ask<ApplicationAnswer>('/v1/applications', { as, post: body });
    expect(filed.status, filed.text).to.equal(201);
    const path = `/v1/applications/${filed.body.applicationId}`;
    const move = async (post: object): Promise<string> => {
      const { headers } = await district.ask(path, { as });
      return keep(`${path}/moves`, { as, post, headers: { 'if-match': headers.get('etag') ?? '' } });
    };
    const result = { subjects: { applicant: { kind: 'NATURAL_PERSON', identifier } } };
    const wrong = await move({ move: 'ISSUE_INSTANTLY', result: { ...result, claims: { name: 7, [NAME]: ADDRESS } } });
    expect(wrong).to.contain('CLAIMS_INVALID');
    expect(await move({ move: 'ISSUE_INSTANTLY', result })).to.contain('ISSUED');
    const delivery = { method: 'POST', carrier: 'ems', number: POST_NUMBER };
    expect(await move({ move: 'DELIVER', delivery })).to.contain('DEPOSITED');
    await keep(path, { as });
    await keep(`${path}/deposits`, { as, post: { contact, scenario: {}, form: { account: ACCOUNT } } });
    const form = await district.ask(`${path}/form`, { as });
    expect(form.text).to.contain(ACCOUNT);
  }

  it('reach the intake that is entitled to them, so the search below has something to miss', async () => {
    const { body } = await district.ask<VerificationAnswer>('/v1/verifications', {
      as: 'human-resources/intake',
      post: verificationOf(777, { caseNo: CASE_NO, disclose: 'fields' }),
    });
    expect(body.prefill.map(({ value }) => value)).to.deep.equal([NAME, ADDRESS]);
    expect(findings('this answer', Buffer.from(JSON.stringify(body)))).to.include('value 1 as plain in this answer');
  });

  it('are in no other answer, header or error', () => {
    expect(answers.flatMap((text, index) => findings(`answer ${index}`, Buffer.from(text)))).to.deep.equal([]);
  });

  it('are in no log line, at the finest level', () => {
    expect(district.logLines.length).to.be.greaterThan(10);
    expect(findings('the log', Buffer.from(district.logLines.join('')))).to.deep.equal([]);
  });

  it('are in no block, event, argument or key: as parsed', async () => {
    const { ledger } = district.gateway.parts;
    const height = await ledger.height();
    let seen = 0n;
    for await (const block of ledger.blocks({ from: 0n })) {
      const text = JSON.stringify(block, (_name, value: unknown) => {
        if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
        return typeof value === 'bigint' ? String(value) : value;
      });
      expect(findings(`block ${block.number}`, Buffer.from(text))).to.deep.equal([]);
      seen = block.number + 1n;
      if (seen === height) break;
    }
    expect(seen).to.equal(height);
  });

  it('are in no byte of the block file, the indexes, the identities, the read model and the pseudonym service', async () => {
    const files = await filesUnder(district.home);
    const holdsValues = ['private', 'state', 'journal'].map((part) => join('ledger', part));
    const searched = files.filter((file) => !holdsValues.some((folder) => file.includes(folder)));
    expect(searched.some((file) => file.endsWith('blocks.dat'))).to.equal(true);
    for (const file of searched) {
      const place = file.slice(district.home.length);
      expect(findings(place, Buffer.from(place))).to.deep.equal([]);
      expect(findings(place, await readFile(file))).to.deep.equal([]);
    }
  });

  it("are in no key of the state, and in values only of the source's own private collection", async () => {
    await district.gateway.close();
    const state = new ClassicLevel<string, Buffer>(join(district.home, 'ledger', 'state'), { valueEncoding: 'buffer' });
    // Records of the source, and of the department that issued; what was filled in for its item.
    const own =
      /^p(DataBureau|HumanResources)MSP\0onedoor\$\$p_implicit_org_\1MSP\0(v\/[0-9A-Z]{26}|f\/[a-z2-7]{26}\/human-resources[.].*)$/u;
    let holding = 0;
    for await (const [key, value] of state.iterator()) {
      expect(findings('a key', Buffer.from(key))).to.deep.equal([]);
      const found = findings(JSON.stringify(key), value);
      if (own.test(key)) holding += found.length;
      else expect(found).to.deep.equal([]);
    }
    await state.close();
    expect(holding).to.be.greaterThan(0);
  });
});
