// SPDX-License-Identifier: Apache-2.0
import type { ApplicationRequest } from '../../../gateway/usecases/applications/application-request.js';
import { MS_LI_EMPLOYER, msLiEmployer } from '../../demo/ms-li.js';
import type { Mover } from '../application.js';

export const THEME = 'transport.freight-company';
export const HALL = 'district-hall';
/** The theme's lead department takes the application in. */
export const COUNTER: Mover = { department: 'transport', role: 'intake' };

export const SUBJECTS = {
  applicant: { kind: 'LEGAL_PERSON', identifier: MS_LI_EMPLOYER.identifier },
  legalRepresentative: { kind: 'NATURAL_PERSON', identifier: msLiEmployer().representative },
} as const;
export const HOLDER = MS_LI_EMPLOYER.name;
export const ANSWERS = { heavyVehicles: true } as const;

/** A company that is on the register goes into freight; what it brings is given. */
export function freightCase(caseNo: string, materials: ApplicationRequest['materials'] = []): ApplicationRequest {
  return {
    caseNo,
    themeCode: THEME,
    scenario: ANSWERS,
    subjects: SUBJECTS,
    purposeCode: 'transport-licensing',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'transport-duty' },
    contact: { name: '陈工', phone: '13900000000' },
    form: {
      premisesAddress: '广东省佛山市禅城区张槎街道季华五路29号3座',
      premisesArea: 1200,
      newScope: '软件开发；道路货物运输',
      vehicles: 12,
    },
    materials,
    hall: HALL,
  };
}
