// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { movesDiagram, movesTable } from '../../../../chaincode/domain/application/describe-moves.js';
import { MOVE_NAMES } from '../../../../chaincode/domain/application/moves.js';
import { TASK_STATES } from '../../../../chaincode/domain/application/states.js';

const PAGE = fileURLToPath(new URL('../../../../../docs/applications.md', import.meta.url)); // compiled files lie under dist

function printed(page: string): string {
  return page
    .replace(/```mermaid\n(?:[^`]*\n)?```/u, () => `\`\`\`mermaid\n${movesDiagram()}\n\`\`\``)
    .replace(/<!-- moves -->\n[^]*<!-- \/moves -->/u, () => `<!-- moves -->\n${movesTable()}\n<!-- /moves -->`);
}

describe('docs/applications.md', () => {
  it('has the diagram and the table of moves as the declaration says them', async () => {
    const page = await readFile(PAGE, 'utf8');
    if (process.env['UPDATE_DOCS'] === '1') await writeFile(PAGE, printed(page));
    expect(await readFile(PAGE, 'utf8'), 'print it anew: run this test with UPDATE_DOCS=1').to.equal(printed(page));
  });

  it('names every state and every move', () => {
    const diagram = movesDiagram();
    for (const state of TASK_STATES) expect(diagram).to.contain(`--> ${state}`);
    for (const name of MOVE_NAMES) {
      expect(diagram).to.contain(name);
      expect(movesTable()).to.contain(`| \`${name}\` |`);
    }
  });
});
