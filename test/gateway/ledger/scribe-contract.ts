// SPDX-License-Identifier: Apache-2.0
import '../../../gateway/ledger/channel/quiet-shim.js';
import { Contract, type Context } from 'fabric-contract-api';

/** What a peer whose owner runs other software could be made to endorse. */
export interface Dictation {
  readonly writes?: Readonly<Record<string, string>>;
  readonly hashed?: readonly { readonly mspId: string; readonly key: string; readonly text: string }[];
  readonly response?: unknown;
}

/** Writes whatever it is told, under no rule: an attacker's chaincode beside the agreement. */
export class ScribeContract extends Contract {
  constructor() {
    super('scribe');
  }

  async Write(ctx: Context, text: string): Promise<string> {
    const dictation = JSON.parse(text) as Dictation;
    for (const [key, value] of Object.entries(dictation.writes ?? {})) await ctx.stub.putState(key, Buffer.from(value));
    for (const { mspId, key, text: value } of dictation.hashed ?? []) {
      await ctx.stub.putPrivateData(`_implicit_org_${mspId}`, key, Buffer.from(value));
    }
    return JSON.stringify(dictation.response ?? {});
  }
}
