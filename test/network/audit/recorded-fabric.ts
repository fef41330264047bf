// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import '../../../network/embedded/index.js';
import { common } from '@hyperledger/fabric-protos';
import { auditBlocks } from '../../../network/embedded/audit/audit-blocks.js';
import type { BlocksAuditOptions } from '../../../network/embedded/audit/audit-blocks.js';
import { fabricKind } from '../../../network/embedded/audit/fabric/fabric-kind.js';
import type { LedgerFinding } from '../../../network/embedded/audit/ledger-finding.js';
import type { AuditRecord } from '../../../network/embedded/audit/read-records.js';
import type { Audited } from './audited.js';

/**
 * 42 blocks of a channel of Hyperledger Fabric v3.1.5, as its first peer delivered them: two organisations, a chaincode that runs the
 * steps of a call, defined (3) and defined again with a weaker policy (30 to 32); private data of all kinds, key policies, every
 * kind of conflict, three changes of the configuration and a revoked certificate. Block by block: {@link RECORDED_CODES}.
 */
const FILE = new URL('../../../../test/network/audit/fabric-3.1.5-blocks.gz', import.meta.url);
export const RECORDED_CHANNEL = 'example-channel';

/** What the peer said of each transaction; a configuration has none. */
export const RECORDED_CODES: Readonly<Record<number, readonly string[]>> = {
  0: [],
  6: ['ENDORSEMENT_POLICY_FAILURE'], // a public key, endorsed by one of two
  8: ['ENDORSEMENT_POLICY_FAILURE'], // a key of Org2's own collection, endorsed by Org1's peer
  15: ['ENDORSEMENT_POLICY_FAILURE'], // a key whose policy names Org1's peer, endorsed by Org2's
  17: ['VALID', 'MVCC_READ_CONFLICT', 'MVCC_READ_CONFLICT'],
  18: ['VALID', 'PHANTOM_READ_CONFLICT'],
  19: [], // another batch size, signed by the orderers' administrator
  20: [], // a new policy, signed by the administrators of both organisations
  25: ['ENDORSEMENT_POLICY_FAILURE'],
  27: ['ENDORSEMENT_POLICY_FAILURE'], // a private key whose policy names the other organisation's peer
  35: [], // a revocation list that names another key than its authority's, which revokes nothing
  39: [], // the same with the right one
};

export async function recordedBlocks(): Promise<common.Block[]> {
  const bytes = gunzipSync(await readFile(FILE));
  const blocks: common.Block[] = [];
  for (let at = 0; at < bytes.length; at += 4 + bytes.readUInt32BE(at)) {
    blocks.push(common.Block.deserializeBinary(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at))));
  }
  return blocks;
}

export interface AuditedFabric extends Audited {
  /** Codes that were worked out, by block. */
  readonly codes: Readonly<Record<number, readonly string[]>>;
}

/** Audits blocks of a Fabric channel in a work folder of its own. */
export async function auditedFabric(
  blocks: readonly common.Block[],
  options: Partial<BlocksAuditOptions> & { readonly channel?: string; readonly chaincode?: string } = {},
): Promise<AuditedFabric> {
  const workFolder = await mkdtemp(join(tmpdir(), 'onedoor-audit-'));
  const findings: LedgerFinding[] = [];
  const codes: Record<number, readonly string[]> = {};
  let signatures = 0;
  const { channel = RECORDED_CHANNEL, chaincode } = options;
  try {
    for await (const audit of auditBlocks(fabricKind(channel, chaincode), records(blocks), {
      ...options,
      workFolder,
    })) {
      findings.push(...audit.findings);
      if (audit.block !== undefined) {
        codes[audit.number] = audit.block.transactions.map(({ validationCode }) => validationCode);
      }
      signatures += audit.signatures;
    }
  } finally {
    await rm(workFolder, { recursive: true });
  }
  return { findings, codes, signatures, blocks: Object.keys(codes).map(Number) };
}

/** As whoever hands blocks over numbers them: by their headers. */
async function* records(blocks: readonly common.Block[]): AsyncGenerator<AuditRecord> {
  for (const block of blocks) {
    const number = block.getHeader()?.getNumber() ?? 0;
    yield await Promise.resolve({ number, content: block.serializeBinary(), isDamaged: false });
  }
}
