// SPDX-License-Identifier: Apache-2.0
import { diaryStep } from './diary-step.js';
import { fieldsStep } from './fields-step.js';
import { ledgerStep } from './ledger-step.js';
import { missingStep } from './missing-step.js';
import { refusedStep } from './refused-step.js';
import type { Stage } from './stage.js';
import type { Told } from './told.js';
import { tellResult } from './tell-result.js';
import { verdictsStep } from './verdicts-step.js';

/** Plays Ms Li's graduate report on a stage, step by step, from the verification to the receipt in the post. Each run is a case of its own. */
export async function* tellStory(stage: Stage): AsyncGenerator<Told> {
  const caseNo = `BYBD-${Date.now().toString(36).toUpperCase()}`;
  yield await verdictsStep(stage, `${caseNo}-1`);
  const { told, verification } = await fieldsStep(stage, `${caseNo}-2`);
  yield told;
  yield await ledgerStep(stage, verification);
  yield await missingStep(stage, `${caseNo}-3`);
  yield await refusedStep(stage, `${caseNo}-4`, verification.verificationId);
  yield await diaryStep(stage, `${caseNo}-5`, verification.verificationId);
  yield* tellResult(stage, `${caseNo}-6`);
}
