// SPDX-License-Identifier: Apache-2.0

/**
 * Imported before anything of Fabric's shim, which logs to stdout while it is loaded and would spoil what a
 * command prints there. Whoever wants to see it sets the variable.
 */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'critical';
