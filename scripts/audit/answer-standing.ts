// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util';
import { verificationById } from '../../gateway/readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../../gateway/readmodel/tables.js';
import { ledgerReference } from '../../gateway/usecases/ledger-reference.js';
import { materialAnswer } from '../../gateway/usecases/verifications/compose-answer.js';
import { verdictsOf } from '../../gateway/usecases/verifications/summary-of.js';
import type { MaterialAnswer, VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import type { Bilingual } from '../language.js';

/**
 * What of an answer does not stand in tables that were made from blocks; nothing: all of it does. A source that had not
 * answered then may have since, and is passed over; released values are not on the ledger.
 */
export async function answerStanding(database: ReadModelDatabase, answer: VerificationAnswer): Promise<Bilingual[]> {
  const detail = await verificationById(database, answer.verificationId);
  if (detail === undefined) {
    return [{ zh: '区块中没有这次核验', en: 'the blocks hold no such verification that is believed' }];
  }
  const { outcome, materials, missing } = await verdictsOf(database, detail);
  const differing: Bilingual[] = [];
  const compare = (what: Bilingual, said: unknown, stands: unknown): void => {
    if (!isDeepStrictEqual(said, stands)) differing.push(differs(what, said, stands));
  };
  const { ledger, expiresAt } = answer;
  compare({ zh: '账本位置', en: 'its place on the ledger' }, ledger, ledgerReference(detail));
  compare({ zh: '有效期', en: 'its end' }, expiresAt, detail.access.expiresAt);
  const standing = materials.map((material) => materialAnswer(material));
  const codes = (list: readonly { readonly materialCode: string }[]): string[] => list.map((one) => one.materialCode);
  compare({ zh: '材料', en: 'the materials' }, codes(answer.materials), codes(standing));
  for (const [place, said] of answer.materials.entries()) {
    if (isOpen(said)) continue;
    compare({ zh: said.materialCode, en: said.materialCode }, withoutValues(said), standing[place]);
  }
  if (answer.materials.some(isOpen)) return differing;
  compare({ zh: '结果', en: 'the outcome' }, answer.outcome, outcome);
  compare({ zh: '待补材料', en: 'what is missing' }, answer.missing, missing);
  return differing;
}

/** Nobody has stated anything about it yet. */
function isOpen({ verdict, evidence = [] }: MaterialAnswer): boolean {
  return verdict === 'UNAVAILABLE' || evidence.some((each) => each.verdict === 'UNAVAILABLE');
}

function withoutValues(said: MaterialAnswer): object {
  return Object.fromEntries(Object.entries(said).filter(([name]) => name !== 'fields'));
}

function differs(what: Bilingual, said: unknown, stands: unknown): Bilingual {
  const [first, second] = [said, stands].map((value) => JSON.stringify(value));
  return {
    zh: `${what.zh}：所称 ${first}，区块中为 ${second}`,
    en: `${what.en}: ${first} is said, ${second} stands in the blocks`,
  };
}
