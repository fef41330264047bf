// SPDX-License-Identifier: Apache-2.0
import type { Home } from '../../gateway/home.js';
import { ConfigInvalid } from '../../gateway/config.js';
import { ReadModelMismatch } from '../../gateway/readmodel/read-model-mismatch.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';

/** What to do about a home that does not open; `undefined` for what nobody foresaw. */
export function openingFailure(error: unknown, { folder }: Home): CommandFailure | undefined {
  if (error instanceof ReadModelMismatch) {
    return new CommandFailure(
      EXIT.DATA_VERSION,
      {
        zh: '读模型由另一版本生成；运行 npx onedoor readmodel rebuild，或 npm start -- --reset。',
        en: 'The read model was filled by another version; run npx onedoor readmodel rebuild, or npm start -- --reset.',
      },
      { cause: error },
    );
  }
  if (error instanceof ConfigInvalid) {
    return new CommandFailure(EXIT.USAGE, { zh: error.message, en: error.message }, { cause: error });
  }
  if (!(error instanceof Error) || !/lock/iu.test(error.message)) return undefined;
  return new CommandFailure(
    EXIT.TRY_AGAIN,
    {
      zh: `另一个进程正在使用 ${folder}：${error.message}`,
      en: `Another process uses ${folder}: ${error.message}`,
    },
    { cause: error },
  );
}
