// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import { printJson, printResult, tell } from '../output.js';
import { tellStory } from '../story/tell-story.js';
import type { Told } from '../story/told.js';
import { verb, withJson } from './verb.js';

/** `onedoor story`: Ms Li's graduate report, told by the gateway that runs here. Exit code 1 if a step is not as told. */
export function storyVerb(): Command {
  const command = verb('story', {
    zh: '在正在运行的网关上演示李女士的毕业生报到',
    en: "play Ms Li's graduate report against the running gateway",
  });
  return withJson(command).action(story);
}

async function story({ json }: { readonly json?: true }): Promise<void> {
  const steps: Told[] = [];
  for await (const step of tellStory()) {
    steps.push(step);
    if (json !== true) printResult(described(steps.length, step));
  }
  const amiss = steps.flatMap((step) => step.amiss);
  if (json === true) printJson({ asTold: amiss.length === 0, steps: steps.map(asJson) });
  if (amiss.length === 0) return;
  tell({ zh: `与讲述不符：${amiss.join('；')}`, en: `Not as told: ${amiss.join('; ')}` });
  process.exitCode = EXIT.FAILED_CHECK;
}

function described(number: number, { title, lines, amiss }: Told): string {
  const mark = amiss.length === 0 ? '✓' : '✗';
  return [`\n${number}. ${inLanguage(title)} ${mark}`, ...lines.map((line) => `   ${inLanguage(line)}`)].join('\n');
}

function asJson({ title, amiss, answer }: Told) {
  return { title: inLanguage(title), asTold: amiss.length === 0, amiss, answer };
}
