// SPDX-License-Identifier: Apache-2.0
import { serveContracts } from '../../../chaincode/fabric/serve-contracts.js';

const { BoxContract } = await import('./box-contract.js');
await serveContracts([BoxContract], process.env, process.env.BOX_BUILD);
