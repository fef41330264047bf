// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson } from '../../gateway/http/json/strict-json.js';
import { HttpProblem } from '../../gateway/http/problems/http-problem.js';
import { PROBLEM_CATALOGUE } from '../../gateway/http/problems/problem-catalogue.js';
import { inLanguage } from '../language.js';
import { reason } from './reasons.js';
import type { Cell, Reason, Row, RowSource } from './row.js';

/**
 * Rows of an NDJSON file: one object a line, its names are the columns. Numbers and booleans count as their
 * text, null as empty. Columns are those of the first object, plus what later ones add.
 */
export function readNdjson(text: AsyncIterable<string>): RowSource {
  const columns: string[] = [];
  return { columns, rows: rowsOf(text, columns) };
}

async function* rowsOf(text: AsyncIterable<string>, columns: string[]): AsyncGenerator<Row> {
  let line = 0;
  for await (const content of linesOf(text)) {
    line += 1;
    if (content.trim() === '') continue;
    const { cells = {}, broken } = readLine(content);
    for (const name of Object.keys(cells)) if (!columns.includes(name)) columns.push(name);
    yield broken === undefined ? { line, cells } : { line, cells, broken };
  }
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** As strict as the gateway is with bodies: no name twice, no number that a double cannot hold. */
function readLine(content: string): { readonly cells?: Record<string, Cell>; readonly broken?: Reason } {
  try {
    const parsed = parseStrictJson(Buffer.from(content));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return notOneObject();
    return { cells: Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, cellOf(value)])) };
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    if (error.code === 'JSON_MALFORMED') return notOneObject();
    return { broken: { code: error.code, text: inLanguage(PROBLEM_CATALOGUE[error.code].title) } };
  }
}

function notOneObject(): { readonly broken: Reason } {
  return { broken: reason('ROW_NOT_JSON') };
}

function cellOf(value: unknown): Cell {
  if (Array.isArray(value))
    return value.map((member) => (typeof member === 'string' ? member : JSON.stringify(member)));
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}
