// SPDX-License-Identifier: Apache-2.0
import { privateDataAccess } from '../../conformance/private-data-access.js';
import { EMBEDDED } from '../../conformance/stage.js';

privateDataAccess(EMBEDDED);
