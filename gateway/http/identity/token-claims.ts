// SPDX-License-Identifier: Apache-2.0

export const DEMO_ISSUER = 'onedoor-demo';
/** Whom a token is for, unless the configuration says otherwise. */
export const AUDIENCE = 'onedoor';
/** What demo tokens are signed with. */
export const DEMO_ALGORITHM = 'ES256';
/**
 * What an issuer may sign with: ES256 and Ed25519, and RS256 (2,048 bits and more) because many identity providers
 * sign with nothing else unless told to. No algorithm whose key is a shared secret.
 */
export const ISSUER_ALGORITHMS: readonly string[] = ['ES256', 'EdDSA', 'RS256'];
/** A working day. */
export const DEMO_LIFETIME_SECONDS = 8 * 60 * 60;
/** By how much the clocks of an issuer and of this gateway may differ. */
export const CLOCK_TOLERANCE_SECONDS = 30;
