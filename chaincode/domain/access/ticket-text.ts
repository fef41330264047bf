// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../canonical-json.js';
import type { ScenarioAnswers } from './scenario.js';
import type { TicketCore, TicketPart } from './ticket.js';

/** What the pseudonym service signs of the public part. The first line keeps it apart from every other signed text. */
export function ticketCoreText(core: TicketCore): string {
  return `onedoor-ticket-core\n${canonicalJson(core)}`;
}

/** What the pseudonym service signs of the part for one source. */
export function ticketPartText(part: TicketPart): string {
  return `onedoor-ticket-part\n${canonicalJson(part)}`;
}

/** Its SHA-256 is the `answersDigest` of an access. The salt makes few possible answers unguessable. */
export function answersText(salt: string, scenario: ScenarioAnswers): string {
  return canonicalJson({ salt, scenario });
}
