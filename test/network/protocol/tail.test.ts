// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { encodeRecord } from '../../../network/embedded/blocks/record.js';
import { repairTail } from '../../../network/embedded/blocks/tail.js';

const CUTS = 4096;

/** Records of a block file, or, aligned, of a journal. */
function records(count: number, align: number): { bytes: Buffer; places: { at: number; end: number }[] } {
  let bytes = Buffer.alloc(0);
  const places = [];
  for (let number = 0; number < count; number += 1) {
    const record = encodeRecord(7 + number, randomBytes(300 + 511 * number));
    places.push({ at: bytes.length, end: bytes.length + record.length });
    bytes = Buffer.concat([bytes, record]);
    bytes = Buffer.concat([bytes, Buffer.alloc((align - (bytes.length % align)) % align)]);
  }
  return { bytes, places };
}

for (const align of [1, 512]) {
  describe(`repair of a tail, records at multiples of ${align}`, () => {
    const { bytes, places } = records(6, align);

    it('keeps what is whole', () => {
      const { records: found, end, state } = repairTail(bytes, 7, align);
      expect({ numbers: found.map(({ number }) => number), end, state }).to.deep.equal({
        numbers: [7, 8, 9, 10, 11, 12],
        end: bytes.length,
        state: 'whole',
      });
    });

    it('cuts a file that ends at any of the last 4 KiB behind the last whole record', () => {
      for (let size = bytes.length - 1; size >= bytes.length - CUTS; size -= 1) {
        const { records: found, end, state } = repairTail(bytes.subarray(0, size), 7, align);
        const kept = places.filter((place) => place.end <= size).length;
        expect(found.length, `cut at ${size}`).to.equal(kept);
        expect(end, `cut at ${size}`).to.be.at.least(places[kept - 1]?.end ?? 0);
        expect(state, `cut at ${size}`).to.equal(places[kept - 1]?.end === size || end === size ? 'whole' : 'torn');
      }
    });

    it('cuts where sectors of the last record never reached the disk', () => {
      const last = places[places.length - 1] ?? { at: 0, end: 0 };
      for (let sector = Math.floor(last.at / 512); sector * 512 < last.end; sector += 1) {
        const [from, to] = [Math.max(last.at, sector * 512), Math.min(last.end, sector * 512 + 512)];
        const { records: found, end, state } = repairTail(Buffer.from(bytes).fill(0, from, to), 7, align);
        expect({ count: found.length, end, state }, `sector ${sector}`).to.deep.equal({
          count: places.length - 1,
          end: last.at,
          state: 'torn',
        });
      }
    });

    it('takes no flipped bit for a torn tail: the block is named', () => {
      for (let at = bytes.length - CUTS; at < bytes.length; at += 1) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
        const { records: found, state } = repairTail(flipped, 7, align);
        const hit = places.findIndex((place) => place.at <= at && at < place.end);
        // Between records nothing stands that could be lost.
        expect(state, `byte ${at}`).to.equal(hit < 0 ? 'whole' : 'damaged');
        if (hit >= 0) expect(found.length, `byte ${at}`).to.equal(hit);
      }
    });
  });
}
