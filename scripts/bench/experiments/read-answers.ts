// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { caseSubjects } from '../district/bench-district.js';
import { verificationBody } from '../load/bodies.js';
import type { GatewayProcess } from '../processes/gateway-process.js';

const ANSWERS = 200;

export interface StoredAnswers {
  readonly paths: readonly string[];
  /** The bytes of one of them. */
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes verifications of different subjects, whose answers can then be read. */
export async function storedAnswers(bench: Bench, gateway: GatewayProcess): Promise<StoredAnswers> {
  const headers = await gateway.headers('human-resources', 'intake');
  const from = bench.takeNumbers(ANSWERS);
  const subjects = caseSubjects(bench.persons).slice(0, ANSWERS);
  const ids = await Promise.all(
    subjects.map(async (subject, index) => {
      const body = verificationBody(from + index, subject, 'verdicts');
      const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
      const answer = await fetch(`${gateway.url}/v1/verifications`, init);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`no verification to read: ${answer.status} ${text}`);
      return (JSON.parse(text) as { verificationId: string }).verificationId;
    }),
  );
  const paths = ids.map((id) => `/v1/verifications/${id}`);
  const read = await fetch(new URL(paths[0] ?? '/', gateway.url), { headers });
  if (!read.ok) throw new Error(`the verification cannot be read: ${read.status}`);
  return { paths, text: await read.text(), headers };
}
