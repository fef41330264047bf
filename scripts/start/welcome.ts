// SPDX-License-Identifier: Apache-2.0
import type { Home } from '../../gateway/home.js';
import type { RunningGateway } from '../../gateway/main.js';
import { counted } from '../counted.js';
import type { Bilingual } from '../language.js';
import { readDemoState } from './demo-state.js';

/** Departments without which the story has no item to tell of. */
const PLAYERS = ['data-bureau', 'human-resources', 'market-supervision', 'social-insurance'];

/** What a user sees once the gateway serves: where, as whom, and what to try. */
export async function welcome({ url, insteadOf, parts }: RunningGateway, home: Home): Promise<Bilingual> {
  const demo = await readDemoState(home);
  const hasStory = demo !== undefined && PLAYERS.every((code) => parts.departments.includes(code));
  const port =
    insteadOf === undefined
      ? { zh: '', en: '' }
      : { zh: `（端口 ${insteadOf} 已被占用）`, en: ` (port ${insteadOf} is taken)` };
  const held =
    demo === undefined
      ? { zh: '空的账本', en: 'an empty ledger' }
      : { zh: `${demo.persons} 人的演示区`, en: `a demo district of ${counted(demo.persons, 'person')}` };
  return {
    zh: [
      `OneDoor 正在运行：${url}${port.zh}，${held.zh}`,
      `  接口文档    ${url}/docs`,
      '  领取令牌    npx onedoor token --department human-resources --role intake',
      ...(!hasStory ? [] : ['  演示故事    npm run story（另开一个终端）']),
      '  停止        Ctrl-C',
    ].join('\n'),
    en: [
      `OneDoor serves ${held.en} at ${url}${port.en}`,
      `  API         ${url}/docs`,
      '  a token     npx onedoor token --department human-resources --role intake',
      ...(!hasStory ? [] : ['  the story   npm run story (in another terminal)']),
      '  stop        Ctrl-C',
    ].join('\n'),
  };
}
