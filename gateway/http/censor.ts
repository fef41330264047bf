// SPDX-License-Identifier: Apache-2.0

/** Members that may hold something about a person, wherever an object is logged by mistake. */
export const PERSONAL: ReadonlySet<string> = new Set([
  'authorization',
  'token',
  'identifier',
  'name',
  'claims',
  'subjects',
  'subject',
  'scenario',
  'salt',
  'salts',
  'fields',
  'prefill',
  'value',
  'values',
  'pseudonym',
  'register',
  'diary',
  'caseNo',
  'recordNumber',
  'legalAct',
  'transient',
  'body',
  'headers',
  'query',
  'params',
  'url',
]);

/** What the log itself makes into a few words (`serializers` in logging.ts). */
const DESCRIBED: ReadonlySet<string> = new Set(['err', 'req', 'res']);

export const CENSORED = '[redacted]';
/** Deeper than anything that is logged on purpose; what lies below is not shown at all. */
const DEEPEST = 4;

/** The object as it may be logged: personal members are replaced at every depth. The given one stays as it is. */
export function censor(line: object): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(line) as [string, unknown][]) {
    if (PERSONAL.has(name)) shown[name] = CENSORED;
    else shown[name] = DESCRIBED.has(name) ? value : censorWithin(value, 1);
  }
  return shown;
}

function censorWithin(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (depth > DEEPEST) return CENSORED;
  if (Array.isArray(value)) return value.map((one) => censorWithin(one, depth + 1));
  const members = Object.entries(value) as [string, unknown][];
  return Object.fromEntries(
    members.map(([name, one]) => [name, PERSONAL.has(name) ? CENSORED : censorWithin(one, depth + 1)]),
  );
}
