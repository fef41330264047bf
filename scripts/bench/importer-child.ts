// SPDX-License-Identifier: Apache-2.0
import { runCommandLine } from '../cli.js';
import { serveCalls } from './processes/serve-calls.js';

// `onedoor import`, as people run it, in a process that also tells how large it grew.
serveCalls({
  run: async (args: readonly string[]) => {
    process.exitCode = 0;
    await runCommandLine(args);
    return { exitCode: process.exitCode, peak: process.resourceUsage().maxRSS * 1024 };
  },
});
