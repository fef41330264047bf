// SPDX-License-Identifier: Apache-2.0

// Decorators log to standard output while classes load; whoever wants to see that sets the level.
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'critical';
