// SPDX-License-Identifier: Apache-2.0
// This one before any contract, as it says.
import { serveContracts } from '../../../chaincode/fabric/serve-contracts.js';
import { PlainContract } from '../../network/conformance/support/plain-contract.js';
import { StepsContract } from '../../network/conformance/support/steps-contract.js';

/** A department's server of the chaincode that does what tests tell it. */
await serveContracts([StepsContract, PlainContract]);
