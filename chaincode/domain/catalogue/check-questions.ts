// SPDX-License-Identifier: Apache-2.0
import { checkPredicate } from '../access/predicate.js';
import { DomainError } from '../domain-error.js';
import { invalid, onlyOnce } from './catalogue-view.js';
import type { ScenarioQuestion } from './service-item.js';

/** Guiding questions have different names, and those of type code, and no others, say their values. @throws {DomainError} CATALOGUE_INVALID */
export function checkQuestions(questions: readonly ScenarioQuestion[]): void {
  onlyOnce(
    questions.map(({ name }) => name),
    (index) => `/document/scenario/${index}/name`,
  );
  questions.forEach(({ type, values }, index) => {
    if ((type === 'code') !== (values !== undefined)) {
      throw invalid('a question of type code, and no other, says its values', `/document/scenario/${index}/values`);
    }
  });
}

/** A condition on answers alone, if there is one. @throws {DomainError} PREDICATE_NOT_ALLOWED, at `place` */
export function checkWhen(when: string | undefined, questions: readonly ScenarioQuestion[], place: string): void {
  if (when === undefined) return;
  pointed(place, () => checkPredicate(when, { claims: [], answers: questions, roles: [] }));
}

/** Says in which predicate of the document it was. */
export function pointed<T>(pointer: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, error.message, pointer) : error;
  }
}
