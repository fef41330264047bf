// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench-run.js';
import { GatewayProcess } from '../processes/gateway-process.js';
import { importRows, type Imported } from './import-rows.js';

/** A home with so many imported records, served. */
export class GrownHome {
  readonly rows: number;
  readonly imported: Imported;
  readonly #bench: Bench;
  readonly #home: string;
  #gateway: GatewayProcess;

  private constructor(bench: Bench, home: string, gateway: GatewayProcess, imported: Imported) {
    this.#bench = bench;
    this.#home = home;
    this.#gateway = gateway;
    this.imported = imported;
    this.rows = imported.rows;
  }

  /** Makes it, or goes on with it, or serves what is there. */
  static async open(bench: Bench, folder: string, rows: number): Promise<GrownHome> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const home = join(folder, 'home');
    const gateway = await GatewayProcess.start(bench.cleanup, { home });
    bench.tell(`preparing a ledger of ${rows} records`);
    await gateway.prepare(bench.persons);
    return new GrownHome(bench, home, gateway, await importRows(bench, gateway, folder, rows));
  }

  get gateway(): GatewayProcess {
    return this.#gateway;
  }

  /** Stops in order and starts again. Answers the milliseconds from the start of the process until it takes requests. */
  async restart(): Promise<number> {
    await this.#gateway.end();
    this.#gateway = await GatewayProcess.start(this.#bench.cleanup, { home: this.#home });
    return this.#gateway.startMilliseconds;
  }
}
