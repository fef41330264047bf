// SPDX-License-Identifier: Apache-2.0
import { OneDoorContract } from './onedoor-contract.js';

/** What `fabric-chaincode-node` starts. */
export const contracts = [OneDoorContract];
