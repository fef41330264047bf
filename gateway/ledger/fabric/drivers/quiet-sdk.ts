// SPDX-License-Identifier: Apache-2.0

/** Imported before fabric-common, which would write every failed call to the terminal. Whoever wants to see it sets the variable. */
process.env['HFC_LOGGING'] ??= '{}';
