// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import type { DepartmentDefinition } from '../../definitions/definition.js';
import type { Hsm } from '../config/bccsp.js';
import { NetworkFailure } from '../network-failure.js';

/** Bits of a file's mode. */
const OF_OTHERS = 0o077;

/** The department's token with its PIN, which stands in no definition. @throws {NetworkFailure} HSM_UNUSABLE */
export function readHsm({ code, hsm }: Pick<DepartmentDefinition, 'code' | 'hsm'>): Hsm | undefined {
  if (hsm === undefined) return undefined;
  const { library, label, pinFile } = hsm;
  try {
    if ((statSync(pinFile).mode & OF_OTHERS) !== 0) throw new Error('others than its owner may read it');
    const pin = readFileSync(pinFile, 'utf8').trim();
    if (pin === '') throw new Error('it is empty');
    return { library, label, pin };
  } catch (cause) {
    throw new NetworkFailure(
      'HSM_UNUSABLE',
      {
        zh: `${code} 的 PIN 文件 ${pinFile} 无法使用：${reasonOf(cause)}。请放好该文件（仅本用户可读，chmod 600）后重试。`,
        en: `The file ${pinFile} with the PIN of ${code} cannot be used: ${reasonOf(cause)}. Put it there, readable by this user alone (chmod 600), and try again.`,
      },
      { cause },
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
