// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { Programs } from '../../programs/locate-programs.js';
import type { Told } from '../../network-failure.js';
import { computeUpdate } from './compute-update.js';
import type { ConfigurationProposal } from './configuration-proposal.js';
import { eligibleSigners, neededSignatures } from './needed-signatures.js';

/** A change of a channel's configuration, and what it is called. */
export interface ConfigurationChange {
  readonly what: Told;
  /** Alters the configuration that it is given. */
  readonly apply: (config: common.Config) => void;
}

/**
 * Writes a change down as a proposal that nobody has signed yet.
 * @throws {OperationFailure} `WRONG_INPUT` where the channel is so already.
 */
export async function makeProposal(
  programs: Programs,
  channel: string,
  current: common.Config,
  { what, apply }: ConfigurationChange,
): Promise<ConfigurationProposal> {
  const changed = common.Config.deserializeBinary(current.serializeBinary());
  apply(changed);
  const update = await computeUpdate(programs, channel, current, changed);
  return {
    format: 'onedoor-configuration-proposal-1',
    channel,
    what,
    sequence: current.getSequence(),
    eligible: eligibleSigners(neededSignatures(current, update)),
    update: Buffer.from(update.serializeBinary()).toString('base64'),
    signatures: [],
  };
}
