// SPDX-License-Identifier: Apache-2.0
import { readsAndWrites } from '../../conformance/reads-and-writes.js';
import { EMBEDDED } from '../../conformance/stage.js';

readsAndWrites(EMBEDDED);
