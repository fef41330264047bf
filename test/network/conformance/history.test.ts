// SPDX-License-Identifier: Apache-2.0
import { history } from '../../conformance/history.js';
import { EMBEDDED } from '../../conformance/stage.js';

history(EMBEDDED);
