// SPDX-License-Identifier: Apache-2.0
import { metadataAndEndorsement } from '../../conformance/metadata-and-endorsement.js';
import { EMBEDDED } from '../../conformance/stage.js';

metadataAndEndorsement(EMBEDDED);
