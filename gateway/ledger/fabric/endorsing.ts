// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { ChaincodeCall } from '../channel/chaincode-call.js';
import { endorsementErrorOf } from '../channel/ledger-error-of.js';
import { LedgerUnavailable } from '../ledger-errors.js';
import { LedgerFault } from '../ledger-fault.js';
import { ChannelError } from './channel-error.js';
import type { EndorsedTransaction } from './drivers/channel-driver.js';
import type { FabricChannel } from './fabric-channel.js';
import type { PeerHeights } from './peer-heights.js';
import type { SigningIdentity } from './signing-identity.js';

export interface EndorsingParts {
  readonly channel: Pick<FabricChannel, 'endorse'>;
  readonly heights: PeerHeights;
  /** How long peers that differ are asked again, in milliseconds. */
  readonly patience: number;
}

const POLL_MS = 50;

/**
 * Has a call endorsed by the first of these sets of organisations (MSP ids) of which all answer, and alike. Peers whose
 * answers differ are asked again while blocks reach them one after the other.
 *
 * @throws {DomainError} refused by a rule.
 * @throws {LedgerUnavailable} no set answered in time.
 * @throws {LedgerFault} two peers of equal height answer differently: the chaincode is not the same, or not deterministic.
 * Or a peer gave something for signing that is not what was proposed.
 */
export async function endorseBySets(
  parts: EndorsingParts,
  identity: SigningIdentity,
  call: ChaincodeCall,
  sets: readonly (readonly string[])[],
): Promise<EndorsedTransaction> {
  let unavailable: LedgerUnavailable | undefined;
  for (const endorsers of sets) {
    try {
      return await endorsedBy(parts, identity, call, endorsers);
    } catch (error) {
      const translated = error instanceof LedgerFault ? error : (foreignFault(error) ?? endorsementErrorOf(error));
      if (translated instanceof DomainError || translated instanceof LedgerFault) throw translated;
      unavailable = translated;
    }
  }
  throw unavailable ?? new LedgerUnavailable('nobody is there to endorse');
}

/** Somebody has to look into it, so nobody else is asked instead. */
function foreignFault(error: unknown): LedgerFault | undefined {
  if (!(error instanceof ChannelError) || error.fault !== 'FOREIGN') return undefined;
  return new LedgerFault('(not ordered)', error.message, undefined, { cause: error });
}

async function endorsedBy(
  { channel, heights, patience }: EndorsingParts,
  identity: SigningIdentity,
  call: ChaincodeCall,
  endorsers: readonly string[],
): Promise<EndorsedTransaction> {
  const until = Date.now() + patience;
  /** At which height they have differed, and since when. */
  let equal: { readonly height: bigint; readonly since: number } | undefined;
  for (;;) {
    try {
      return await heights.whenSeen(endorsers, () => channel.endorse(identity, call, endorsers));
    } catch (error) {
      if (!(error instanceof ChannelError) || error.fault !== 'DIFFERENT') throw error;
      const height = await heights.ifEqual(endorsers);
      if (equal === undefined || equal.height !== height) {
        equal = height === undefined ? undefined : { height, since: Date.now() };
      } else if (Date.now() - equal.since >= patience / 2) {
        // One department may have several peers, so one equal look is no proof yet.
        const said = `the peers of ${endorsers.join(' and ')} do not give the same answer at the same height`;
        throw new LedgerFault('(not ordered)', said, undefined, { cause: error });
      }
      if (Date.now() >= until) throw error;
      await sleep(POLL_MS);
    }
  }
}
