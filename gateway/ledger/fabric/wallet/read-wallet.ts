// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { IdentityUnusable, labelOf, type Wallet, type WalletIdentity } from './wallet.js';

const SUFFIX = '.id';

/** One file of fabric-network's file-system wallet. */
const WalletFile = Type.Object({
  credentials: Type.Object({ certificate: Type.String(), privateKey: Type.String() }),
  mspId: Type.String({ minLength: 1 }),
  type: Type.Literal('X.509'),
  version: Type.Literal(1),
});

/** Path of an identity in a wallet. */
export function walletFile(directory: string, label: string): string {
  return join(directory, `${label}${SUFFIX}`);
}

/** The wallet in a folder, as fabric-network lays it out; the folder need not be there yet. */
export function readWallet(directory: string, now: () => number = Date.now): Wallet {
  return {
    directory,
    identity: async (department, role) => {
      const label = labelOf(department, role);
      const identity = await readIdentity(directory, label);
      if (identity === undefined) throw new IdentityUnusable('NOT_ENROLLED', label);
      if (endOf(identity, label) <= now()) throw new IdentityUnusable('EXPIRED', label);
      return identity;
    },
    labels: async () => {
      const names = await readdir(directory).catch(emptyIfAbsent);
      return names
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length))
        .sort();
    },
  };
}

/** An identity as it stands there, expired or not; `undefined`: not enrolled. @throws {IdentityUnusable} UNREADABLE */
export async function readIdentity(directory: string, label: string): Promise<WalletIdentity | undefined> {
  try {
    const file: unknown = JSON.parse(await readFile(walletFile(directory, label), 'utf8'));
    const { credentials, mspId } = Value.Parse(WalletFile, file);
    return { mspId, certificate: credentials.certificate, privateKey: credentials.privateKey };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw new IdentityUnusable('UNREADABLE', label, { cause: error });
  }
}

/** When its certificate ends, in milliseconds. @throws {IdentityUnusable} UNREADABLE: it is no certificate. */
export function endOf({ certificate }: WalletIdentity, label: string): number {
  try {
    return Date.parse(new X509Certificate(certificate).validTo);
  } catch (cause) {
    throw new IdentityUnusable('UNREADABLE', label, { cause });
  }
}

function emptyIfAbsent(error: unknown): string[] {
  if (isAbsent(error)) return [];
  throw error;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
