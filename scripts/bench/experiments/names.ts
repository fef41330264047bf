// SPDX-License-Identifier: Apache-2.0

/** Names of rows as `--only` takes them, in the order in which they are printed. */
export const EXPERIMENT_NAMES = [
  'G1',
  'G2',
  'G4',
  'G5',
  'G7',
  'G8',
  'G10',
  'G14',
  'G15',
  'transactions',
  'verifications',
  'import',
] as const;

/** The same of rows on a Fabric network, with `--ledger fabric`. */
export const FABRIC_EXPERIMENT_NAMES = [
  'F-up',
  'F-memory',
  'F-submit',
  'F-evaluate',
  'F-drivers',
  'F-batches',
  'F-import',
  'F-verifications',
  'F-reads',
] as const;

export type RowName = (typeof EXPERIMENT_NAMES)[number] | (typeof FABRIC_EXPERIMENT_NAMES)[number];
