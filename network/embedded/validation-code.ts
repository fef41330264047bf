// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

/** Name of Fabric's `TxValidationCode`, e.g. `MVCC_READ_CONFLICT`. */
export type ValidationCode = keyof typeof peer.TxValidationCode;
