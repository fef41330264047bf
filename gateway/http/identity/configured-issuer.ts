// SPDX-License-Identifier: Apache-2.0
import type { FastifyBaseLogger } from 'fastify';
import { IssuerKeys, type IssuerAddress, type IssuerTimes } from './issuer-keys.js';
import { AUDIENCE, CLOCK_TOLERANCE_SECONDS, ISSUER_ALGORITHMS } from './token-claims.js';
import type { TokenIssuer } from './token-keys.js';

export interface IssuerConfig extends IssuerAddress {
  /** Default `onedoor`. */
  readonly audience?: string;
  /** From `iat` to `exp`, at most. */
  readonly longestSeconds: number;
}

/** The departments' own issuer. */
export function configuredIssuer(
  { name, jwks, audience = AUDIENCE, longestSeconds }: IssuerConfig,
  log: Pick<FastifyBaseLogger, 'warn'>,
  times?: IssuerTimes,
): TokenIssuer {
  return {
    name,
    audience,
    algorithms: ISSUER_ALGORITHMS,
    keys: new IssuerKeys({ name, ...(jwks === undefined ? {} : { jwks }) }, log, times),
    toleranceSeconds: CLOCK_TOLERANCE_SECONDS,
    longestSeconds,
  };
}
