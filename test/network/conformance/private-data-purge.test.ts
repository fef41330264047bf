// SPDX-License-Identifier: Apache-2.0
import { privateDataPurge } from '../../conformance/private-data-purge.js';
import { EMBEDDED } from '../../conformance/stage.js';

privateDataPurge(EMBEDDED);
