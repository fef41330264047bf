// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';

/** Why a move was made: a closed code, never a sentence. Which move can have which stands in the table of moves. */
const MOVE_REASONS = [
  'APPLICATION',
  'COMPLETE',
  'NOT_COMPETENT',
  'NO_PERMIT_NEEDED',
  'STILL_INCOMPLETE',
  'DEPENDENCY_FAILED',
  'MATERIAL_MISSING',
  'MATERIAL_INVALID',
  'FORM_INCOMPLETE',
  'APPLICANT_ANSWER',
  'ACCEPTED',
  'AWAITING_APPLICANT',
  'EXPERT_REVIEW',
  'INSPECTION',
  'HEARING',
  'PUBLIC_NOTICE',
  'FORCE_MAJEURE',
  'AWAITED_CAME',
  'CONDITIONS_MET',
  'CONDITIONS_NOT_MET',
  'FALSE_STATEMENT',
  'APPROVED',
  'RULES_HOLD',
  'ORIGINALS_SHOWN',
  'HANDED_OVER',
  'POSTED',
  'RECEIVED',
  'APPLICANT_WISH',
  'NOT_ANSWERED',
] as const;
export const MoveReason = Type.Enum(MOVE_REASONS);
export type MoveReason = (typeof MOVE_REASONS)[number];
