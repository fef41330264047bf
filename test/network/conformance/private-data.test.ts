// SPDX-License-Identifier: Apache-2.0
import { privateData } from '../../conformance/private-data.js';
import { EMBEDDED } from '../../conformance/stage.js';

privateData(EMBEDDED);
