// SPDX-License-Identifier: Apache-2.0
import type { Delivery } from '../domain/application/move-shapes.js';
import { DomainError } from '../domain/domain-error.js';
import { readCatalogue, type Reading } from './documents.js';

/** @throws {DomainError} HALL_UNKNOWN: a hall that the catalogue does not have would be a text of the department's own. */
export async function checkHallKnown(context: Reading, delivery: Delivery): Promise<void> {
  if (delivery.method === 'HALL' && (await readCatalogue(context, 'hall', delivery.hall)) === undefined) {
    throw new DomainError('HALL_UNKNOWN', undefined, '/delivery/hall');
  }
}
