// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { SubstitutedMaterial } from '../../../../chaincode/domain/application/filed-material.js';
import type { MissingMaterial } from '../../../../chaincode/domain/access/summarise-verdicts.js';
import { sortMaterials } from '../../../../gateway/usecases/applications/sort-materials.js';

const applicable = ['household', 'marriage', 'photo'];
const digest = 'A'.repeat(43);
const missing = (materialCode: string): MissingMaterial => ({
  materialCode,
  verdict: 'NOT_FOUND',
  accepts: 'UPLOAD',
  department: 'data-bureau',
});
const upload = (materialCode: string): [string, SubstitutedMaterial] => [
  materialCode,
  { materialCode, how: 'UPLOAD', digests: [digest] },
];
const sort = (absent: readonly string[], brought: readonly string[], insist: readonly string[] = []) =>
  sortMaterials({ applicable, missing: absent.map(missing), brought: new Map(brought.map(upload)), insist });

describe('how materials are met', () => {
  it('are met by records, in the order of the item', () => {
    const { materials, lacking, onRecord, repeatCollected } = sort([], []);
    expect(materials.map(({ materialCode, how }) => [materialCode, how])).to.deep.equal([
      ['household', 'RECORD'],
      ['marriage', 'RECORD'],
      ['photo', 'RECORD'],
    ]);
    expect([...lacking, ...onRecord, ...repeatCollected]).to.deep.equal([]);
  });

  it('lack what is on no record and was not brought', () => {
    const { materials, lacking } = sort(['marriage', 'photo'], ['photo']);
    expect(materials.map(({ how }) => how)).to.deep.equal(['RECORD', 'MISSING', 'UPLOAD']);
    expect(lacking.map(({ materialCode }) => materialCode)).to.deep.equal(['marriage']);
  });

  it('are not brought if they are on record', () => {
    const { onRecord, repeatCollected } = sort(['photo'], ['household', 'photo']);
    expect(onRecord).to.deep.equal(['household']);
    expect(repeatCollected).to.deep.equal([]);
  });

  it('are collected again only where somebody insists, and that is said', () => {
    const { materials, onRecord, repeatCollected } = sort(
      ['photo'],
      ['household', 'photo'],
      ['household', 'marriage', 'photo'],
    );
    expect(onRecord).to.deep.equal([]);
    expect(repeatCollected, 'what was not brought was not collected').to.deep.equal(['household']);
    expect(materials.map(({ how }) => how)).to.deep.equal(['UPLOAD', 'RECORD', 'UPLOAD']);
  });
});
