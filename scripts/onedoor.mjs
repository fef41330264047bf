#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
process.argv.splice(2, 0, 'run');
await import('./bootstrap.mjs');
