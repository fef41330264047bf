// SPDX-License-Identifier: Apache-2.0
import '../../peer/quiet-shim.js';
import type { Context } from 'fabric-contract-api';
import { Contract } from 'fabric-contract-api';

/** Nothing here is decorated. */
export class PlainContract extends Contract {
  constructor() {
    super('plain');
  }

  Greet(_ctx: Context, name: string): Promise<string> {
    return Promise.resolve(`good day ${name}`);
  }

  helper(): Promise<string> {
    return Promise.resolve('was no secret');
  }

  _hidden(): Promise<string> {
    return Promise.resolve('hidden');
  }
}
