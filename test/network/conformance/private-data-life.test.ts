// SPDX-License-Identifier: Apache-2.0
import { privateDataLife } from '../../conformance/private-data-life.js';
import { EMBEDDED } from '../../conformance/stage.js';

privateDataLife(EMBEDDED);
