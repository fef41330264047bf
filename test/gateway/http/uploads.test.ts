// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Role } from '../../../chaincode/domain/roles.js';
import type { UploadView } from '../../../gateway/usecases/uploads/upload-view.js';
import { serveDistrict, type ServedDistrict } from './served-district.js';
import type { SeenProblem } from './support.js';

const MARK = 'Canary Melopsittacus 7390184462';
const PDF = Buffer.from(`%PDF-1.7\n${MARK}\n%%EOF`);
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(200_000)]);
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(10)]);
const LIMIT = 10 * 2 ** 20;

describe('uploads over HTTP', function () {
  this.timeout(60_000);
  let district: ServedDistrict;
  before(async () => {
    district = await serveDistrict();
  });
  after(() => district.close());

  const token = (as: string): Promise<string> => {
    const [department = '', role] = as.split('/');
    return district.gateway.token({ department, role: role as Role, officer: 'officer-0001' });
  };
  const upload = async (
    body: Buffer | ReadableStream | undefined,
    type: string | undefined,
    as = 'human-resources/intake',
  ) => {
    const response = await fetch(new URL('/v1/uploads', district.gateway.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await token(as)}`,
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body }),
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) as UploadView & SeenProblem };
  };
  const read = async (uploadId: string, as: string) => {
    const response = await fetch(new URL(`/v1/uploads/${uploadId}`, district.gateway.url), {
      headers: { authorization: `Bearer ${await token(as)}` },
    });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  for (const [type, content] of [
    ['application/pdf', PDF],
    ['image/jpeg', JPEG],
    ['image/png', PNG],
  ] as const) {
    it(`takes ${type} and gives it back to the department alone`, async () => {
      const { status, body } = await upload(content, type);
      expect(status).to.equal(201);
      expect(body).to.include({ size: content.length, type });
      expect(body.digest).to.match(/^[A-Za-z0-9_-]{43}$/u);
      const own = await read(body.uploadId, 'human-resources/officer');
      expect(own.bytes.equals(content)).to.equal(true);
      expect(own.response.headers.get('content-type')).to.equal(type);
      expect(own.response.headers.get('content-disposition')).to.equal('attachment');
      expect(own.response.headers.get('cache-control')).to.equal('no-store');
      expect(own.response.headers.get('x-content-type-options')).to.equal('nosniff');
      const foreign = await read(body.uploadId, 'civil-affairs/officer');
      const absent = await read('A'.repeat(32), 'civil-affairs/officer');
      expect(foreign.response.status).to.equal(404);
      const known = (bytes: Buffer) => bytes.toString().replace(/"requestId":"[^"]*"/u, '');
      expect(known(foreign.bytes)).to.equal(known(absent.bytes));
    });
  }

  it('once an application names it, the department of the item that it is for reads it too', async () => {
    const { body } = await upload(PDF, 'application/pdf');
    const { readModel } = district.gateway.parts;
    const material = { materialCode: 'degree-certificate', how: 'UPLOAD', digests: [body.digest] };
    const items = [
      { itemCode: 'civil-affairs.marriage-record', materials: [material] },
      { itemCode: 'social-insurance.enrolment', materials: [{ materialCode: 'degree-certificate', how: 'RECORD' }] },
    ];
    await readModel
      .insertInto('applications')
      .values({
        applicationId: 'a'.repeat(26),
        filedBy: 'human-resources',
        caseRef: 'x',
        at: '2030-01-01T00:00:00.000Z',
        themeCode: null,
        state: 'SUBMITTED',
        document: JSON.stringify({ items, moves: [] }),
        filedIn: 'a'.repeat(64),
        filedBlock: 0,
        transactionId: 'a'.repeat(64),
        block: 0,
      })
      .execute();
    expect((await read(body.uploadId, 'civil-affairs/officer')).bytes.equals(PDF)).to.equal(true);
    expect((await read(body.uploadId, 'social-insurance/officer')).response.status).to.equal(404);
  });

  it('refuses a file that is not what it says, and keeps nothing of it', async () => {
    const kept = (await readdir(join(district.home, 'uploads'))).length;
    for (const [content, type] of [
      [PNG, 'application/pdf'],
      [PDF, 'image/png'],
      [Buffer.from('<svg onload=alert(1)>'), 'image/jpeg'],
      [Buffer.from('%PDF'), 'application/pdf'],
      [Buffer.from([0xff]), 'image/jpeg'],
    ] as const) {
      const { status, body } = await upload(content, type);
      expect([status, body.code], type).to.deep.equal([422, 'UPLOAD_TYPE_DIFFERS']);
    }
    expect((await upload(Buffer.alloc(0), 'application/pdf')).body.code).to.equal('UPLOAD_EMPTY');
    expect((await upload(undefined, 'application/pdf')).body.code).to.equal('UPLOAD_EMPTY');
    for (const type of ['image/svg+xml', 'application/json', 'text/html', undefined]) {
      const { status, body } = await upload(PDF, type);
      expect([status, body.code], type).to.deep.equal([415, 'UPLOAD_TYPE_NOT_SUPPORTED']);
    }
    expect(await readdir(join(district.home, 'uploads'))).to.have.length(kept);
  });

  it('refuses what is too large, whether its length is told before or not; the largest is taken', async () => {
    const largest = Buffer.concat([PNG, Buffer.alloc(LIMIT - PNG.length)]);
    expect((await upload(largest, 'image/png')).body.size).to.equal(LIMIT);
    const tooLarge = Buffer.concat([largest, Buffer.from('x')]);
    const untold = new ReadableStream({
      start: (controller) => {
        controller.enqueue(tooLarge);
        controller.close();
      },
    });
    for (const content of [tooLarge, untold]) {
      const { status, body } = await upload(content, 'image/png');
      expect([status, body.code]).to.deep.equal([413, 'UPLOAD_TOO_LARGE']);
    }
  });

  it('other roles neither upload nor read, and nobody does without a token', async () => {
    for (const role of ['attester', 'auditor', 'operator', 'publisher']) {
      const { status, body } = await upload(PDF, 'application/pdf', `human-resources/${role}`);
      expect([status, body.code], role).to.deep.equal([403, 'ROLE_NOT_ENTITLED']);
    }
    expect((await district.ask('/v1/uploads/x')).status).to.equal(401);
  });

  it('neither log nor metrics nor any file of the home has a word of the content', async () => {
    await upload(PDF, 'image/png');
    const { uploadId } = (await upload(PDF, 'application/pdf')).body;
    await read(uploadId, 'human-resources/officer');
    const { text: metrics } = await district.ask('/metrics', { as: 'data-bureau/operator' });
    const entries = await readdir(district.home, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    expect(files.some(({ name }) => name === uploadId)).to.equal(true);
    for (const { parentPath, name } of files) {
      expect((await readFile(join(parentPath, name))).includes('Melopsittacus'), name).to.equal(false);
    }
    for (const text of [metrics, district.logLines.join('')]) {
      expect(text).not.to.contain('Melopsittacus');
      expect(text).not.to.contain(uploadId);
    }
  });
});
