// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import type { Role } from '../../chaincode/domain/roles.js';
import { demoSigningKey, issueDemoToken } from '../../gateway/http/identity/demo-tokens.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { Bilingual } from '../language.js';
import { localHome } from './local-home.js';

export interface Officer {
  readonly department: string;
  readonly role: Role;
  readonly officer: string;
}

const NO_ISSUER: Bilingual = {
  zh: '这里还没有演示环境的签发密钥。先运行 npm start。',
  en: 'There is no demo issuer here yet. Run npm start first.',
};

/** A token of the demo issuer of a home, by default of this one. @throws {CommandFailure} with `absent`: no demo was ever started there. */
export async function demoToken(officer: Officer, absent = NO_ISSUER, home = localHome()): Promise<string> {
  const { demoTokenKey } = home;
  let pem: string;
  try {
    pem = await readFile(demoTokenKey, 'utf8');
  } catch (error) {
    throw new CommandFailure(EXIT.UNAVAILABLE, absent, { cause: error });
  }
  return issueDemoToken(demoSigningKey(pem), officer);
}
