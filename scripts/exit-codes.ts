// SPDX-License-Identifier: Apache-2.0

/** How the command line ends. The numbers from 64 on are those of sysexits.h. */
export const EXIT = {
  OK: 0,
  FAILED_CHECK: 1,
  USAGE: 2,
  UNAVAILABLE: 69,
  UNFORESEEN: 70,
  TRY_AGAIN: 75,
  DATA_VERSION: 78,
  INTERRUPTED: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
