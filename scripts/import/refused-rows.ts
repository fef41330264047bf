// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { csvLine } from './csv-line.js';
import { encodeGb18030 } from './encode-gb18030.js';
import type { Mapping } from './mapping.js';
import type { Reason, Row } from './row.js';

const LINE_COLUMN = '行号';
const REASON_COLUMN = '退回原因';

export interface RefusedRowsOptions {
  readonly file: string;
  readonly columns: readonly string[];
  readonly format: 'csv' | 'ndjson';
  readonly encoding: Mapping['encoding'];
}

/**
 * The rows that were turned away, in the export's own shape with two columns more, so that they can be
 * mended and imported again as they are. The file comes into being with the first row.
 */
export class RefusedRows {
  readonly #options: RefusedRowsOptions;
  #stream: WriteStream | undefined;
  #count = 0;

  constructor(options: RefusedRowsOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#count;
  }

  async add(row: Row, why: Reason): Promise<void> {
    this.#stream ??= await this.#open();
    this.#count += 1;
    const added = { [LINE_COLUMN]: String(row.line), [REASON_COLUMN]: `${why.code} ${why.text}` };
    await this.#write(
      this.#options.format === 'ndjson'
        ? JSON.stringify({ ...row.cells, ...added })
        : csvLine([...this.#own().map((name) => textOf(row.cells[name])), ...Object.values(added)]),
    );
  }

  async close(): Promise<void> {
    if (this.#stream === undefined) return;
    this.#stream.end();
    await once(this.#stream, 'close');
  }

  /** The export's columns; those of an earlier run are written anew. */
  #own(): string[] {
    return this.#options.columns.filter((name) => name !== LINE_COLUMN && name !== REASON_COLUMN);
  }

  async #open(): Promise<WriteStream> {
    // Rows about persons: for their owner's eyes.
    const stream = createWriteStream(this.#options.file, { mode: 0o600 });
    await once(stream, 'open');
    this.#stream = stream;
    if (this.#options.format === 'csv') {
      await this.#write(csvLine([...this.#own(), LINE_COLUMN, REASON_COLUMN]));
    }
    return stream;
  }

  async #write(line: string): Promise<void> {
    const bytes = this.#options.encoding === 'gb18030' ? encodeGb18030(`${line}\n`) : Buffer.from(`${line}\n`);
    if (this.#stream?.write(bytes) === false) await once(this.#stream, 'drain');
  }
}

function textOf(cell: Row['cells'][string] | undefined): string {
  return typeof cell === 'string' ? cell : (cell ?? []).join('、');
}
