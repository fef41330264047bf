// SPDX-License-Identifier: Apache-2.0
import './own-protocol-classes.js';
export type { BackupPoint } from './backup-network.js';
export { EmbeddedNetwork } from './embedded-network.js';
export { CommitError, EndorseError, NetworkError, NetworkFailure } from './errors.js';
export type { CollectionConfig } from './collections.js';
export type {
  ChaincodeDefinition,
  ContractClass,
  DecodedBlock,
  DecodedHashedWrite,
  DecodedTransaction,
  DecodedWrite,
  EndorsedTransaction,
  Identity,
  NetworkOptions,
  Orderable,
  Outcome,
  Proposal,
  Submitted,
} from './types.js';
export type { ValidationCode } from './validation-code.js';
