// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { inLanguage, languageOf } from './language.js';
import { parserTextInChinese } from './parser-texts.js';

const told = (text: string): string => (languageOf(process.env) === 'zh' ? parserTextInChinese(text) : text);

/** Lets a command and all below it throw instead of ending the process, and speak the language of this process. */
export function speaking(command: Command): Command {
  command
    .exitOverride()
    .helpOption('-h, --help', inLanguage({ zh: '显示用法', en: 'how it is used' }))
    .showHelpAfterError(inLanguage({ zh: '加 --help 可查看用法与选项。', en: 'Add --help to see how it is used.' }))
    .configureOutput({
      outputError: (text, write) => {
        write(told(text));
      },
    })
    .configureHelp({ styleTitle: told, styleOptionDescription: told });
  if (command.commands.length > 0)
    command.helpCommand('help [command]', inLanguage({ zh: '显示某命令的用法', en: 'how a command is used' }));
  command.commands.forEach(speaking);
  return command;
}
