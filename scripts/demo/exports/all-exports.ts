// SPDX-License-Identifier: Apache-2.0
import { cremation, marriage, minimumLivingAllowance } from './civil-affairs.js';
import { householdRegister, kinship, residentIdentity } from './data-bureau.js';
import { disabilityCertificate, mobilityVehicle, rehabilitationAssessment } from './disabled-persons.js';
import {
  employmentDifficulty,
  employmentTermination,
  personnelFile,
  unemploymentRegistration,
} from './employment-service.js';
import type { ExportFile } from './export-file.js';
import { employmentContract, graduateDiploma, skillCertificate } from './human-resources.js';
import { LICENCES } from './licences.js';
import { businessLicence } from './market-supervision.js';
import { rentalFiling, residencePermit, residenceRegistration } from './residents-office.js';
import { SERVICE_RESULTS } from './service-results.js';
import { contributionYear, enrolment, pension } from './social-insurance.js';

/** One for each record type of the catalogue. */
export const ALL_EXPORTS: readonly ExportFile[] = [
  residentIdentity,
  householdRegister,
  kinship,
  businessLicence,
  graduateDiploma,
  employmentContract,
  skillCertificate,
  employmentTermination,
  unemploymentRegistration,
  employmentDifficulty,
  personnelFile,
  enrolment,
  contributionYear,
  pension,
  marriage,
  minimumLivingAllowance,
  cremation,
  disabilityCertificate,
  mobilityVehicle,
  rehabilitationAssessment,
  residencePermit,
  residenceRegistration,
  rentalFiling,
  ...LICENCES,
  ...SERVICE_RESULTS,
];
