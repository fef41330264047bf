// SPDX-License-Identifier: Apache-2.0
import { hasSigningMsp, readIdentity } from '../certificates/msp-folder.js';
import { organisationsOf } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';
import type { ConfigurationProposal } from './configuration/configuration-proposal.js';
import { signProposal } from './configuration/sign-proposal.js';

/** Signs with every administrator that this host has an identity of and whose signature counts. */
export function signOnThisHost(site: Site, proposal: ConfigurationProposal): ConfigurationProposal {
  return organisationsOf(site.state.definition)
    .filter(({ mspId }) => proposal.eligible.includes(mspId))
    .map((organisation) => ({ mspId: organisation.mspId, folder: site.administrator(organisation) }))
    .filter(({ folder }) => hasSigningMsp(folder))
    .reduce((signed, { mspId, folder }) => signProposal(signed, readIdentity(mspId, folder)), proposal);
}
