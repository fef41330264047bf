// SPDX-License-Identifier: Apache-2.0
import { makeMove, readApplication } from '../application.js';
import { refusalOf, type Stage } from '../stage.js';
import { unless, type Told } from '../told.js';
import { COUNTER, HALL } from './freight-case.js';

/** At the hall of the applicant's choice the originals are compared with the uploads, and the results handed over. */
export async function hallStep(stage: Stage, id: string): Promise<Told> {
  const delivery = { method: 'HALL', hall: HALL } as const;
  const early = await refusalOf(makeMove(stage, COUNTER, id, { move: 'DELIVER', delivery }));
  const before = await readApplication(stage, COUNTER, id);
  const originals = before.view.items.flatMap(({ itemCode, materials }) =>
    materials
      .filter(({ how }) => how === 'UPLOAD')
      .map(({ materialCode }) => ({ itemCode, materialCode, outcome: 'MATCHES' as const })),
  );
  await makeMove(stage, COUNTER, id, { move: 'CHECK_ORIGINALS', originals });
  await makeMove(stage, COUNTER, id, { move: 'DELIVER', delivery });
  await makeMove(stage, COUNTER, id, { move: 'CLOSE' });
  const { view } = await readApplication(stage, COUNTER, id);
  return {
    title: { zh: '在所选大厅核对原件、一次领证', en: 'Originals compared and results handed over at the chosen hall' },
    lines: [
      {
        zh: `核对原件 ${originals.length} 项；办件状态：${view.state}`,
        en: `${originals.length} originals compared; the application is ${view.state}`,
      },
    ],
    amiss: [
      ...unless(early?.code === 'ORIGINALS_UNCHECKED', 'it was handed over without the originals'),
      ...unless(view.state === 'CLOSED', `the application is ${view.state}`),
    ],
    answer: view,
  };
}
