// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../files/write-private.js';
import { caMaterial } from './ca-material.js';
import type { Container } from './container.js';
import type { NetworkView } from './network-view.js';

/** Writes what can be made here: the configuration of CA servers. One that is there keeps its registrar's secret. */
export function writeCaMaterial(folder: string, view: NetworkView): void {
  for (const node of view.nodes) {
    if (node.kind !== 'ca') continue;
    for (const [path, text] of caMaterial(node, view)) {
      const file = join(folder, node.name, path);
      if (!existsSync(file)) writePrivate(file, text);
    }
  }
}

/** Material of a node that is at hand, by its key. */
export function readMaterial(folder: string, { node, material }: Container): ReadonlyMap<string, Uint8Array> {
  return new Map(
    material
      .map(({ key, source }) => [key, join(folder, node, source)] as const)
      .filter(([, file]) => existsSync(file))
      .map(([key, file]) => [key, readFileSync(file)]),
  );
}

/** Files of material that nobody has put there yet, as `<node>/<path>`. */
export function missingMaterial(folder: string, containers: readonly Container[]): string[] {
  return containers.flatMap(({ node, material }) =>
    material.map(({ source }) => join(node, source)).filter((path) => !existsSync(join(folder, path))),
  );
}
