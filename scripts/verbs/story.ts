// SPDX-License-Identifier: Apache-2.0
import { Argument, type Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import { printJson, printResult, tell } from '../output.js';
import { gatewayPlaces } from '../story/gateway-places.js';
import { stageOf } from '../story/stage.js';
import { STORIES } from '../story/stories.js';
import type { Told } from '../story/told.js';
import { verb, withJson } from './verb.js';

/** `onedoor story`: a service from application to result, told by one gateway or by several. Exit code 1 if a step is not as told. */
export function storyVerb(): Command {
  const command = verb('story', {
    zh: '在正在运行的网关上从申请到结果演示一项服务',
    en: 'play a service from application to result against the running gateway',
  });
  command.addArgument(
    new Argument(
      '[story]',
      inLanguage({
        zh: 'graduate：李女士毕业生报到；freight：办货运公司（默认 graduate）',
        en: 'graduate: Ms Li reports as a graduate; freight: a company goes into freight (default graduate)',
      }),
    ).choices(Object.keys(STORIES)),
  );
  command.option(
    '--gateway <department=where...>',
    inLanguage({
      zh: '由哪个网关代表哪些部门：地址或状态目录，可重复（默认：本机正在运行的网关代表全部部门）',
      en: 'which gateway acts for which departments: an address or a home, may be repeated (default: the one that runs here, for all)',
    }),
  );
  return withJson(command).action(story);
}

interface StoryOptions {
  readonly gateway?: readonly string[];
  readonly json?: true;
}

async function story(name: keyof typeof STORIES | undefined, { gateway = [], json }: StoryOptions): Promise<void> {
  const steps: Told[] = [];
  const telling = STORIES[name ?? 'graduate'];
  for await (const step of telling(stageOf(gatewayPlaces(gateway)))) {
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
