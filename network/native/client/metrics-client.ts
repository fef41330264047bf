// SPDX-License-Identifier: Apache-2.0

const ANSWER_MS = 3000;

/** What a node measures of itself, in the text format of Prometheus. */
export async function readMetrics(host: string, port: number): Promise<string> {
  const answer = await fetch(`http://${host}:${port}/metrics`, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (!answer.ok) throw new Error(`metrics: ${answer.status}`);
  return answer.text();
}

/** One figure of it, with these labels among its own. */
export function metricOf(
  metrics: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = metrics
    .split('\n')
    .find(
      (candidate) => new RegExp(`^${name}[ {]`, 'u').test(candidate) && wanted.every((one) => candidate.includes(one)),
    );
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1));
}
