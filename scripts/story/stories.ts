// SPDX-License-Identifier: Apache-2.0
import { tellFreight } from './freight/tell-freight.js';
import type { Stage } from './stage.js';
import { tellStory } from './tell-story.js';
import type { Told } from './told.js';

/** What can be told, by name. */
export const STORIES = {
  graduate: tellStory,
  freight: tellFreight,
} as const satisfies Readonly<Record<string, (stage: Stage) => AsyncGenerator<Told>>>;
