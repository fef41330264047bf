// SPDX-License-Identifier: Apache-2.0
import type { Step } from './history.js';

/** The step with all its keys below a prefix, so that histories on one network do not meet. */
export function placeStep(prefix: string, step: Step): Step {
  const below = (key: string): string => (key.startsWith('\0') ? `\0${prefix}${key}` : `${prefix}${key}`);
  if (step.do === 'event') return step;
  if (step.do === 'call') return { ...step, steps: step.steps.map((each) => placeStep(prefix, each)) };
  if (step.do === 'composite') return { ...step, type: prefix };
  if ('key' in step) return { ...step, key: below(step.key) };
  const bounds = { from: below(step.from), to: below(step.to) };
  if (step.do !== 'page') return { ...step, ...bounds };
  return { ...step, ...bounds, bookmark: step.bookmark === '' ? '' : below(step.bookmark) };
}
