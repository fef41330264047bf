// SPDX-License-Identifier: Apache-2.0
import { chaincodeRuntime } from '../../conformance/chaincode-runtime.js';
import { EMBEDDED } from '../../conformance/stage.js';

chaincodeRuntime(EMBEDDED);
