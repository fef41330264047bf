// SPDX-License-Identifier: Apache-2.0
import { DepartmentClient } from '../steps/department-client.js';
import { fetchConfiguration } from './configuration/channel-configuration.js';
import type { ConfigurationProposal } from './configuration/configuration-proposal.js';
import { makeProposal } from './configuration/make-proposal.js';
import type { ConfigurationChange } from './configuration/make-proposal.js';
import { submitProposal } from './configuration/submit-proposal.js';
import type { Operation } from './operation.js';
import { signOnThisHost } from './sign-on-this-host.js';

/** The change as a proposal that nobody has signed, made from the configuration that the department's peer has. */
export async function proposeChange(
  { site, programs }: Operation,
  department: string,
  change: ConfigurationChange,
): Promise<ConfigurationProposal> {
  const { channel } = site.state.definition;
  const current = await fetchConfiguration(new DepartmentClient(site, department), channel);
  return makeProposal(programs, channel, current, change);
}

/**
 * Proposes, signs as every administrator of this host, and submits.
 * @returns the sequence of the new configuration.
 * @throws {OperationFailure} see {@link submitProposal}.
 */
export async function changeConfiguration(
  operation: Operation,
  department: string,
  change: ConfigurationChange,
): Promise<number> {
  const { site, onStep } = operation;
  onStep({ zh: `变更通道配置：${change.what.zh}`, en: `changing the channel's configuration: ${change.what.en}` });
  const proposal = await proposeChange(operation, department, change);
  return submitProposal(site, department, signOnThisHost(site, proposal));
}
