// SPDX-License-Identifier: Apache-2.0
import { homeAt } from '../../gateway/home.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { ConnectOptions } from '../local/connect.js';

/** Where each department's gateway is asked, and whose tokens it believes. */
export type GatewayPlaces = ReadonlyMap<string, ConnectOptions>;

/**
 * Reads `department[,department…]=where` options. `where` is the address of a gateway, which believes the demo tokens of
 * this home, or the home of one that runs on this machine. @throws {CommandFailure}
 */
export function gatewayPlaces(texts: readonly string[]): GatewayPlaces {
  const places = new Map<string, ConnectOptions>();
  for (const text of texts) {
    const [, departments = '', where = ''] = /^([a-z0-9,-]+)=(.+)$/u.exec(text) ?? [];
    if (where === '') {
      throw new CommandFailure(EXIT.USAGE, {
        zh: `--gateway 的值应为 部门=地址或状态目录，而不是 ${text}。`,
        en: `--gateway takes department=address or department=home, not ${text}.`,
      });
    }
    const place = /^https?:/u.test(where) ? { url: where } : { home: homeAt(where) };
    for (const department of departments.split(',')) places.set(department, place);
  }
  return places;
}
