// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { DepartmentDefinition } from '../../definitions/definition.js';
import type { Hsm } from '../config/bccsp.js';
import { NetworkFailure } from '../network-failure.js';

/** The department's token with its PIN, which stands in no definition. @throws {NetworkFailure} HSM_UNUSABLE */
export function readHsm({ code, hsm }: Pick<DepartmentDefinition, 'code' | 'hsm'>): Hsm | undefined {
  if (hsm === undefined) return undefined;
  const { library, label, pinFile } = hsm;
  try {
    return { library, label, pin: readFileSync(pinFile, 'utf8').trim() };
  } catch (cause) {
    throw new NetworkFailure(
      'HSM_UNUSABLE',
      {
        zh: `${code} 的 PIN 文件 ${pinFile} 无法读取。请放好该文件（仅本用户可读）后重试。`,
        en: `The file ${pinFile} with the PIN of ${code} cannot be read. Put it there, readable by this user alone, and try again.`,
      },
      { cause },
    );
  }
}
