// SPDX-License-Identifier: Apache-2.0
import type { Asker, PseudonymService, SubjectTicket } from '../pseudonym-service.js';
import type { CallName, CallRequest, CallResponse } from '../wire/calls.js';

type Answers = {
  readonly [N in CallName]: (
    service: PseudonymService,
    department: string,
    request: CallRequest<N>,
  ) => Promise<CallResponse<N>>;
};

/** What each call comes to on the service; the department is the one that the client's certificate names. */
export const ANSWERS: Answers = {
  'ticket-key': async (service) => ({ ticketKey: await service.ticketKey() }),
  'register-pseudonyms': async (service, department, request) => ({
    pseudonyms: await service.registerPseudonyms(askerOf(department, request), request.subjects),
  }),
  'diary-pseudonym': async (service, department, request) => ({
    pseudonym: await service.diaryPseudonym(askerOf(department, request), request.subject),
  }),
  tickets: async (service, department, request) => {
    const { itemCode, caseRef, subjects, sources, minutes } = request;
    const order = { itemCode, caseRef, subjects, sources, minutes };
    const { core, parts } = await service.issueTicket(askerOf(department, request), order);
    return { core, parts: listOf(parts) };
  },
  'ticket-parts': async (service, department, request) => {
    const { ticket, subjects, sources } = request;
    const parts = await service.renewParts(askerOf(department, request), { ticket, subjects, sources });
    return { parts: parts === undefined ? null : listOf(parts) };
  },
  'ticket-subjects': async (service, department, request) => {
    const { ticket, subjects } = request;
    return { isAbout: await service.isAbout(askerOf(department, request), { ticket, subjects }) };
  },
};

function askerOf(department: string, { role, purpose }: Pick<Asker, 'role' | 'purpose'>): Asker {
  return { department, role, purpose };
}

function listOf(parts: SubjectTicket['parts']): CallResponse<'tickets'>['parts'] {
  return [...parts.values()];
}
