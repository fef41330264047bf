// SPDX-License-Identifier: Apache-2.0
import { blocksAndAnswers } from '../conformance/blocks-and-answers.js';
import { blocksAndValidation } from '../conformance/blocks-and-validation.js';
import { blocksAndValidationIds } from '../conformance/blocks-and-validation-ids.js';
import { chaincodeRuntime } from '../conformance/chaincode-runtime.js';
import { history } from '../conformance/history.js';
import { keys } from '../conformance/keys.js';
import { metadataAndEndorsement } from '../conformance/metadata-and-endorsement.js';
import { pagesAndRichQueries } from '../conformance/pages-and-rich-queries.js';
import { privateData } from '../conformance/private-data.js';
import { privateDataAccess } from '../conformance/private-data-access.js';
import { privateDataLife } from '../conformance/private-data-life.js';
import { privateDataPurge } from '../conformance/private-data-purge.js';
import { ranges } from '../conformance/ranges.js';
import { rangesValidation } from '../conformance/ranges-validation.js';
import { readsAndWrites } from '../conformance/reads-and-writes.js';
import { fabricStage } from './support/probe-stage.js';
import { requireFabric } from './support/require-fabric.js';

const SUITES = [
  readsAndWrites,
  ranges,
  rangesValidation,
  blocksAndValidation,
  blocksAndValidationIds,
  privateData,
  privateDataAccess,
  privateDataLife,
  privateDataPurge,
  metadataAndEndorsement,
  history,
  pagesAndRichQueries,
  keys,
  chaincodeRuntime,
  blocksAndAnswers,
];

/** How often a test is played again whose transactions were to share a block and did not, each time over a new state. */
const AGAIN = 4;

let playing: Mocha.Test | undefined;

/** No other failure is played again. */
const STAGE = fabricStage(() => {
  playing?.retries(AGAIN);
});

describe('what Fabric peers do', function () {
  this.timeout(120_000);
  before(function () {
    requireFabric(this);
  });
  beforeEach(function () {
    playing = this.currentTest;
  });

  for (const declare of SUITES) declare(STAGE);
});
