// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ApplicationRequest, FormValues } from './application-request.js';

const { contact, scenario } = ApplicationRequest.properties;

/** What the applicant wrote, once more: the gateway has kept none of it. */
export const DepositRequest = Type.Object(
  {
    contact,
    /** As it was filed; once the access is over with what the records filled in, which nobody hands out any more. */
    form: Type.Optional(FormValues),
    scenario,
  },
  { $id: 'DepositRequest', additionalProperties: false },
);
export type DepositRequest = Static<typeof DepositRequest>;
