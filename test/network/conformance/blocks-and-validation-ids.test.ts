// SPDX-License-Identifier: Apache-2.0
import { blocksAndValidationIds } from '../../conformance/blocks-and-validation-ids.js';
import { EMBEDDED } from '../../conformance/stage.js';

blocksAndValidationIds(EMBEDDED);
