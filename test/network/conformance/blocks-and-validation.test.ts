// SPDX-License-Identifier: Apache-2.0
import { blocksAndValidation } from '../../conformance/blocks-and-validation.js';
import { EMBEDDED } from '../../conformance/stage.js';

blocksAndValidation(EMBEDDED);
