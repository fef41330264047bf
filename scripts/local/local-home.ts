// SPDX-License-Identifier: Apache-2.0
import { ConfigInvalid, readConfig } from '../../gateway/config.js';
import type { GatewayConfig } from '../../gateway/config.js';
import { homeAt } from '../../gateway/home.js';
import type { Home } from '../../gateway/home.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';

/** The configuration of this environment. @throws {CommandFailure} that names every variable that is wrong. */
export function localConfig(overrides: Readonly<Record<string, string | undefined>> = {}): GatewayConfig {
  try {
    return readConfig({ ...process.env, ...overrides });
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    throw new CommandFailure(EXIT.USAGE, { zh: `环境变量有误：${error.message}`, en: error.message }, { cause: error });
  }
}

export function localHome(): Home {
  return homeAt(localConfig().home);
}
