// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ImportList } from '../../../gateway/usecases/imports/import-view.js';
import { request } from '../../../scripts/client/gateway-client.js';
import type { Connection } from '../../../scripts/client/gateway-client.js';
import { GatewayFailure } from '../../../scripts/client/gateway-failure.js';
import { residentId } from '../../../scripts/demo/identifiers.js';
import { importFile } from '../../../scripts/import/import-file.js';
import { revertImport } from '../../../scripts/import/revert-import.js';
import { servedDistrict } from '../support/served-district.js';
import { workbook } from '../support/workbook.js';

const RECORD_TYPE = 'human-resources.skill-certificate';
const COLUMNS = ['证书编号', '公民身份号码', '职业名称', '技能等级', '发证日期'];
const ACT = { legalAct: '佛禅人社撤字〔2026〕1号', day: '2026-01-01' };

describe('revertImport, into a gateway', function () {
  this.timeout(120_000);
  const district = servedDistrict();
  let connection: Connection;
  before(async () => {
    connection = await district.attester('human-resources');
  });

  /** More rows than one transaction annuls, as a workbook. */
  async function imported(count: number, level: string) {
    const rows = Array.from({ length: count }, (_, index) => [
      `JN${index}`,
      residentId('440604', '1985-06-07', index % 900),
      '电工',
      level,
      { day: 45352 },
    ]);
    const file = join(district.home, 'certificates.xlsx');
    await writeFile(file, workbook({ 证书: [COLUMNS, ...rows] }));
    return importFile({ connection, recordType: RECORD_TYPE, file, dryRun: false });
  }
  const imports = async () => ((await request(connection, '/v1/imports')) as ImportList).imports;

  it('annuls a whole workbook, batch by batch, and lets the right one follow', async () => {
    const wrong = await imported(620, '中级工');
    expect(wrong).to.include({ rows: 620, created: 620, refused: 0 });
    const seen: number[] = [];
    const counts = await revertImport({
      connection,
      importId: wrong.importId,
      ...ACT,
      onProgress: ({ annulled }) => seen.push(annulled),
    });
    expect(counts).to.deep.equal({ annulled: 620, refused: 0 });
    expect(seen).to.deep.equal([500, 620]);
    const right = await imported(620, '高级工');
    expect(right).to.include({ created: 620, superseded: 0, unchanged: 0 });
    const [latest, first] = await imports();
    expect(latest).to.include({ importId: right.importId, created: 620, reverted: 0 });
    expect(first).to.include({ importId: wrong.importId, created: 620, reverted: 620 });
  });

  it('goes on where it was broken off', async () => {
    const [standing] = await imports();
    const importId = standing?.importId ?? '';
    const stop = new AbortController();
    const broken = await revertImport({
      connection,
      importId,
      ...ACT,
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    expect(broken.annulled).to.equal(500);
    expect((await revertImport({ connection, importId, ...ACT })).annulled).to.equal(120);
  });

  it('says of an import of nobody that it is not there', async () => {
    const importId = '00000000-0000-4000-8000-000000000000';
    const failure: unknown = await revertImport({ connection, importId, ...ACT }).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(GatewayFailure);
    expect((failure as GatewayFailure).status).to.equal(404);
  });
});
