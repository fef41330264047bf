// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { decodeLine } from '../../../gateway/ledger/fabric/submission/envelope-line.js';
import { decodeBlock } from '../../../network/embedded/protocol/decode-block.js';
import { readBlock } from '../../../network/embedded/protocol/read-block.js';
import type { NativeNetwork } from '../../../network/native/native-network.js';
import { DepartmentClient } from '../../../network/native/steps/department-client.js';
import { envelopesOf } from '../../network/conformance/support/read-rwset.js';

/** By the transaction's id the bytes that a gateway signed and of which it knows no final code. */
export type KeptEnvelopes = ReadonlyMap<string, Uint8Array>;

/** Reads beside the gateway, which may be writing: a last line that is not whole does not count yet. */
export function readKept(file: string): KeptEnvelopes {
  const kept = new Map<string, Uint8Array>();
  if (!existsSync(file)) return kept;
  const text = readFileSync(file, 'utf8');
  for (const each of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    const line = decodeLine(each);
    if (line === undefined) continue;
    if ('envelope' in line) kept.set(line.transactionId, Buffer.from(line.envelope, 'base64'));
    if ('settled' in line) kept.delete(line.settled);
  }
  return kept;
}

/** Codes that end a transaction without an effect because another came first. */
const CONFLICTS: readonly string[] = ['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT'];

/** Whether each of these came into a block with the very bytes, and counts once at most; asked of a department's peer. */
export async function judgeKept(native: NativeNetwork, from: number, kept: KeptEnvelopes): Promise<string[]> {
  const codes = new Map([...kept].map(([, envelope]) => [nameOf(envelope), [] as string[]]));
  for (const { envelope, code } of await transactionsOf(native, from)) codes.get(nameOf(envelope))?.push(code);
  return [...kept].flatMap(([transactionId, envelope]) => {
    const found = codes.get(nameOf(envelope)) ?? [];
    const counting = found.filter((code) => code !== 'DUPLICATE_TXID');
    const isRight = counting.length === 1 && counting.every((code) => code === 'VALID' || CONFLICTS.includes(code));
    return isRight ? [] : [`${transactionId} was prepared and stands in blocks as ${found.join(' ') || 'nothing'}`];
  });
}

async function transactionsOf(
  native: NativeNetwork,
  from: number,
): Promise<{ readonly envelope: Uint8Array; readonly code: string }[]> {
  const { definition } = native.site.state;
  const client = new DepartmentClient(native.site, definition.departments[0]?.code ?? '');
  const found = [];
  for (let number = from; ; number += 1) {
    const args = ['GetBlockByNumber', definition.channel, String(number)];
    const bytes = await client.evaluate({ chaincode: 'qscc', args }).catch(() => undefined);
    if (bytes === undefined) return found; // there is no such block
    const { transactions } = decodeBlock(readBlock(bytes));
    const codes = transactions.map(({ validationCode }) => validationCode);
    found.push(...envelopesOf(bytes).map((envelope, place) => ({ envelope, code: codes[place] ?? 'none' })));
  }
}

function nameOf(envelope: Uint8Array): string {
  return createHash('sha256').update(envelope).digest('base64');
}
