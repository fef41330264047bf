// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { DiaryQueryAnswer } from '../../gateway/usecases/diaries/diary-query.js';
import { DiaryView } from '../../gateway/usecases/diaries/diary-view.js';
import type { DiaryRow } from '../../gateway/usecases/diaries/diary-view.js';
import { counted } from '../counted.js';
import { MS_LI } from '../demo/ms-li.js';
import type { Stage } from './stage.js';
import { plain, unless } from './told.js';
import type { Told } from './told.js';

/** An auditor says why, and sees every access to Ms Li's records: who, for what, when. No value, no gap. */
export async function diaryStep(stage: Stage, caseNo: string, verificationId: string): Promise<Told> {
  const body = { subject: { kind: 'NATURAL_PERSON', identifier: MS_LI.identifier }, reason: 'SUBJECT_REQUEST', caseNo };
  const query = await stage.ask('data-bureau', 'auditor', '/v1/diary-queries', { method: 'POST', body });
  const { pseudonym } = Value.Parse(DiaryQueryAnswer, query);
  const pages = await wholeDiary(stage, pseudonym);
  const rows = pages.flatMap((page) => page.rows);
  const row = rows.find((one) => one.verificationId === verificationId);
  const chain = pages.at(-1)?.chain;
  return {
    title: { zh: '审计员看到的用证记录', en: "What an auditor sees in Ms Li's access diary" },
    lines: [
      ...(row === undefined ? [] : rowLines(row)),
      {
        zh: `共 ${rows.length} 行，其中被拒 ${refusedIn(rows)} 行；链校验：${chain?.result ?? '?'}`,
        en: `${counted(rows.length, 'row')}, ${refusedIn(rows)} of them refused; chain: ${chain?.result ?? '?'}`,
      },
    ],
    amiss: [
      ...unless(row !== undefined, 'the access is not in the diary'),
      ...unless(chain?.result === 'INTACT', 'the chain of the diary is broken'),
      ...unless(
        rows.every(({ n }, index) => n === index + 1),
        'the diary has a gap',
      ),
      ...unless(refusedIn(rows) >= 1, 'refused accesses are not in the diary'),
    ],
    answer: { row: row ?? null, rows: rows.length, chain: chain ?? null },
  };
}

async function wholeDiary(stage: Stage, pseudonym: string): Promise<DiaryView[]> {
  const pages: DiaryView[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page: DiaryView = Value.Parse(
      DiaryView,
      await stage.ask('data-bureau', 'auditor', `/v1/diaries/${pseudonym}${query}`, { retries: 3 }),
    );
    pages.push(page);
    cursor = page.next;
  }
  return pages;
}

function rowLines({ n, at, reader, officer, itemCode, purposeCode, outcome, sources }: DiaryRow) {
  return [
    plain(`#${n}  ${at}  ${reader}/${officer}  ${itemCode}  ${purposeCode}  ${outcome}`),
    ...sources.map(({ department, verdicts }) =>
      plain(
        `    ${department}: ${Object.entries(verdicts)
          .map(([verdict, count]) => `${verdict}×${count}`)
          .join(' ')}`,
      ),
    ),
  ];
}

function refusedIn(rows: readonly DiaryRow[]): number {
  return rows.filter(({ outcome }) => outcome === 'REFUSED').length;
}
