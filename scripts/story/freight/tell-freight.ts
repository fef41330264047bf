// SPDX-License-Identifier: Apache-2.0
import { certificateStep } from '../certificate-step.js';
import { provenanceStep } from '../provenance-step.js';
import type { Stage } from '../stage.js';
import type { Told } from '../told.js';
import { filingStep } from './filing-step.js';
import { HOLDER } from './freight-case.js';
import { hallStep } from './hall-step.js';
import { planStep } from './plan-step.js';
import { replacedStep } from './replaced-step.js';
import { reviewStep } from './review-step.js';

const SCOPE = 'market-supervision.scope-change';
const LICENCE = 'transport.road-freight-licence';
const VEHICLES = 'transport.vehicle-certificates';

/** Plays a company's way into freight on a stage, from the guiding question to the hall. Each run is a case of its own. */
export async function* tellFreight(stage: Stage): AsyncGenerator<Told> {
  const caseNo = `HYGS-${Date.now().toString(36).toUpperCase()}`;
  yield await planStep(stage);
  const { told, applicationId } = await filingStep(stage, caseNo);
  yield told;
  const scope = await reviewStep(stage, applicationId, SCOPE, LICENCE);
  yield scope.told;
  yield await replacedStep(stage, applicationId, SCOPE, scope.recordId);
  const licence = await reviewStep(stage, applicationId, LICENCE, VEHICLES);
  yield licence.told;
  const vehicles = await reviewStep(stage, applicationId, VEHICLES, undefined);
  yield vehicles.told;
  yield await hallStep(stage, applicationId);
  yield await certificateStep(stage, { department: 'transport', role: 'officer' }, licence.recordId, HOLDER);
  yield await provenanceStep(stage, `${caseNo}-P`, licence.recordId);
}
