// SPDX-License-Identifier: Apache-2.0

export const DEMO_ISSUER = 'onedoor-demo';
export const AUDIENCE = 'onedoor';
export const ALGORITHM = 'ES256';
/** A working day. */
export const DEMO_LIFETIME_SECONDS = 8 * 60 * 60;
