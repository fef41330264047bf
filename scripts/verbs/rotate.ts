// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { Argument, type Command } from 'commander';
import { rotateDemoKey } from '../../gateway/http/identity/demo-key.js';
import { Cursors } from '../../gateway/usecases/cursors.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import { localHome } from '../local/local-home.js';
import { printResult } from '../output.js';
import { verb } from './verb.js';

const KEYS = ['demo-tokens', 'cursors'] as const;
type Key = (typeof KEYS)[number];

/** `onedoor rotate`: puts a new key in the place of one of this home; a running gateway takes it within a second. */
export function rotateVerb(): Command {
  return verb('rotate', {
    zh: '更换密钥：demo-tokens（旧演示令牌随即失效）或 cursors（旧分页游标到下次更换时失效）',
    en: 'replace a key: demo-tokens (older demo tokens end at once) or cursors (older ones end with the next rotation)',
  })
    .addArgument(new Argument('<key>', inLanguage({ zh: '密钥', en: 'key' })).choices(KEYS))
    .action(rotate);
}

async function rotate(key: Key): Promise<void> {
  const { demoTokenKey, keys } = localHome();
  if (!existsSync(keys)) {
    throw new CommandFailure(EXIT.UNAVAILABLE, {
      zh: '这里还没有密钥。先运行 npm start。',
      en: 'There are no keys here yet. Run npm start first.',
    });
  }
  await (key === 'cursors' ? Cursors.rotate(keys) : rotateDemoKey(demoTokenKey));
  printResult(
    key === 'cursors'
      ? inLanguage({ zh: '分页游标密钥已更换。', en: 'The key of cursors is replaced.' })
      : inLanguage({
          zh: '演示令牌密钥已更换，旧令牌不再有效。',
          en: 'The key of demo tokens is replaced; older ones count no more.',
        }),
  );
}
