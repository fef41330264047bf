// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FolderStore } from '../../../gateway/uploads/folder-store.js';
import { HeldUploads, type WrappingKey } from '../../../gateway/uploads/held-uploads.js';
import { SealBroken } from '../../../gateway/uploads/seal-segments.js';

const SEGMENT = 64 * 1024;
const MARK = 'Canary Melopsittacus 7390184462';
const HOUR = 60 * 60 * 1000;

async function* parts(...bytes: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const one of bytes) yield await Promise.resolve(one);
}

async function joined(content: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const found: Uint8Array[] = [];
  for await (const part of content ?? []) found.push(part);
  return Buffer.concat(found);
}

async function faultOf(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('held uploads', () => {
  const secret = randomBytes(32);
  const wrappingKey: WrappingKey = (department, id) =>
    Promise.resolve(createHmac('sha256', secret).update(`${department} ${id}`).digest());
  let folder: string;
  let held: HeldUploads;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'onedoor-uploads-')), 'uploads');
    held = new HeldUploads(new FolderStore(folder), wrappingKey);
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));
  const age = async (uploadId: string, hours: number): Promise<void> => {
    const then = new Date(Date.now() - hours * HOUR);
    for (const name of await readdir(folder))
      if (name.startsWith(uploadId)) await utimes(join(folder, name), then, then);
  };

  it('opens no file that nobody reads', async () => {
    const store = new FolderStore(folder);
    await store.put('one', parts(Buffer.from('before')));
    const unread = await store.get('one');
    await store.put('one', parts(Buffer.from('after')));
    expect((await joined(unread)).toString()).to.equal('after');
  });

  for (const size of [1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 3 * SEGMENT + 17]) {
    it(`gives ${size} bytes back as they came, whatever the pieces`, async () => {
      const content = randomBytes(size);
      const cut = Math.floor(size / 3);
      const kept = await held.keep(
        'human-resources',
        'image/png',
        parts(content.subarray(0, cut), content.subarray(cut)),
      );
      expect(kept).to.include({ department: 'human-resources', size, type: 'image/png' });
      const opened = await held.open(kept.uploadId);
      expect(opened).to.include({ digest: kept.digest, size, type: 'image/png' });
      expect((await joined(opened?.content)).equals(content)).to.equal(true);
    });
  }

  it('keeps nothing in the clear, in files that only their owner can read, under names that say nothing', async () => {
    const content = Buffer.from(MARK.repeat(5000));
    const { uploadId, digest } = await held.keep('human-resources', 'application/pdf', parts(content));
    expect((await stat(folder)).mode & 0o777).to.equal(0o700);
    const names = await readdir(folder);
    expect(names.sort()).to.deep.equal([uploadId, `${uploadId}.card`].sort());
    for (const name of names) {
      expect((await stat(join(folder, name))).mode & 0o777).to.equal(0o600);
      const bytes = await readFile(join(folder, name));
      expect(bytes.includes('Canary')).to.equal(false);
      expect(bytes.includes('application/pdf')).to.equal(false);
    }
    expect(digest).not.to.equal(createHash('sha256').update(content).digest('base64url'));
  });

  it('the same file twice has another name, another digest and no byte in common', async () => {
    const content = Buffer.from(MARK);
    const [one, other] = [
      await held.keep('human-resources', 'application/pdf', parts(content)),
      await held.keep('human-resources', 'application/pdf', parts(content)),
    ];
    expect(one.uploadId).not.to.equal(other.uploadId);
    expect(one.digest).not.to.equal(other.digest);
    const bytes = await Promise.all([one, other].map(({ uploadId }) => readFile(join(folder, uploadId))));
    expect(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0))).to.equal(false);
  });

  describe('what is not as it was kept is not given out', () => {
    const content = randomBytes(2 * SEGMENT + 5);
    let uploadId: string;
    beforeEach(async () => {
      ({ uploadId } = await held.keep('human-resources', 'image/jpeg', parts(content)));
    });
    const reading = async () => joined((await held.open(uploadId))?.content);

    it('a bit that was turned', async () => {
      const bytes = await readFile(join(folder, uploadId));
      bytes.writeUInt8(bytes.readUInt8(SEGMENT + 100) ^ 1, SEGMENT + 100);
      await writeFile(join(folder, uploadId), bytes);
      expect(await faultOf(reading())).to.be.instanceOf(SealBroken);
    });
    it('an end that was cut off, at the border of a segment too', async () => {
      for (const length of [2 * (SEGMENT + 16) + 20, 2 * (SEGMENT + 16), SEGMENT + 16, 0]) {
        await truncate(join(folder, uploadId), length);
        expect(await faultOf(reading()), String(length)).to.be.instanceOf(SealBroken);
      }
    });
    it('segments in another order', async () => {
      const bytes = await readFile(join(folder, uploadId));
      const [first, second] = [bytes.subarray(0, SEGMENT + 16), bytes.subarray(SEGMENT + 16, 2 * (SEGMENT + 16))];
      await writeFile(join(folder, uploadId), Buffer.concat([second, first, bytes.subarray(2 * (SEGMENT + 16))]));
      expect(await faultOf(reading())).to.be.instanceOf(SealBroken);
    });
    it('a card of another upload, or in which the department was changed', async () => {
      const other = await held.keep('human-resources', 'image/jpeg', parts(content));
      const card = await readFile(join(folder, `${uploadId}.card`), 'utf8');
      await writeFile(join(folder, `${uploadId}.card`), await readFile(join(folder, `${other.uploadId}.card`)));
      expect(await faultOf(held.open(uploadId))).to.be.instanceOf(SealBroken);
      await writeFile(join(folder, `${uploadId}.card`), card.replace('human-resources', 'civil-affairs'));
      expect(await faultOf(held.open(uploadId))).to.be.instanceOf(SealBroken);
    });
    it('another key of the department', async () => {
      const stranger = new HeldUploads(new FolderStore(folder), () => Promise.resolve(randomBytes(32)));
      expect(await faultOf(stranger.open(uploadId))).to.be.instanceOf(SealBroken);
    });
  });

  it('leaves nothing behind when what arrives breaks off', async () => {
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield await Promise.resolve(randomBytes(SEGMENT * 2));
      throw new Error('the line is dead');
    };
    expect(await faultOf(held.keep('human-resources', 'image/png', broken()))).to.be.instanceOf(Error);
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('knows no upload whose card is not there, and looks for no name that it did not give', async () => {
    const { uploadId } = await held.keep('human-resources', 'image/png', parts(randomBytes(9)));
    expect(await held.open('../../../../../../../../etc/passwd')).to.equal(undefined);
    expect(await held.open('A'.repeat(32))).to.equal(undefined);
    await rm(join(folder, `${uploadId}.card`));
    expect(await held.open(uploadId)).to.equal(undefined);
  });

  it('sweeps what is old and nobody names; what is named, young or was just touched stays', async () => {
    const keep = async () => (await held.keep('human-resources', 'image/png', parts(randomBytes(9)))).uploadId;
    const [old, named, young, touched, unfinished] = [
      await keep(),
      await keep(),
      await keep(),
      await keep(),
      await keep(),
    ];
    const namedDigest = (await held.cardOf(named))?.digest;
    await rm(join(folder, `${unfinished}.card`));
    for (const id of [old, named, touched, unfinished]) await age(id, 200);
    await writeFile(join(folder, `${old}.draft`), 'cut off');
    await age(old, 200);
    await held.touch(touched);
    const removed = await held.sweep(new Date(Date.now() - 168 * HOUR), ({ digest }) =>
      Promise.resolve(digest === namedDigest),
    );
    expect(removed).to.equal(2);
    expect((await readdir(folder)).sort()).to.deep.equal(
      [named, young, touched].flatMap((id) => [id, `${id}.card`]).sort(),
    );
    expect((await stat(join(folder, named))).mtimeMs).to.be.greaterThan(Date.now() - HOUR);
  });

  it('what is touched while it is being looked at stays', async () => {
    const { uploadId } = await held.keep('human-resources', 'image/png', parts(randomBytes(9)));
    await age(uploadId, 200);
    const removed = await held.sweep(new Date(Date.now() - 168 * HOUR), async () => {
      await held.touch(uploadId);
      return false;
    });
    expect(removed).to.equal(0);
    expect(await held.cardOf(uploadId)).not.to.equal(undefined);
  });
});
