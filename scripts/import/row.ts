// SPDX-License-Identifier: Apache-2.0

/** A cell as the export has it; a list only in NDJSON. */
export type Cell = string | readonly string[];

/** One row of an export. */
export interface Row {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, Cell>>;
  /** Why the row cannot be read at all. */
  readonly broken?: Reason;
}

/** Why a row is refused. `code` is closed; `text` names columns, never a value. */
export interface Reason {
  readonly code: string;
  readonly text: string;
}

/** The rows of an export, and the columns in their order. */
export interface RowSource {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<Row>;
}
