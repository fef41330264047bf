// SPDX-License-Identifier: Apache-2.0

/** Why an identity could not be enrolled or renewed. */
export type EnrolmentFault =
  | 'PROFILE_UNUSABLE'
  | 'NO_SECRET'
  | 'CA_UNREACHABLE'
  | 'CA_UNTRUSTED'
  | 'SECRET_REFUSED'
  | 'CERTIFICATE_REFUSED'
  | 'CERTIFICATE_EXPIRED'
  | 'CA_REFUSED';

/** Where it happened: the CA's node name, and the identity that was asked for. */
export interface EnrolmentPlace {
  readonly node: string;
  readonly id: string;
  /** What the CA gave as its reason, or what is wrong with the profile; never a secret. */
  readonly reason?: string;
}

const TEXTS: Readonly<Record<EnrolmentFault, (place: EnrolmentPlace) => string>> = {
  PROFILE_UNUSABLE: ({ node, id, reason = 'it is not there' }) =>
    `no connection profile of ${id} that names ${node} can be read: ${reason}`,
  NO_SECRET: ({ node, id }) => `there is no enrolment secret for ${id} of ${node}`,
  CA_UNREACHABLE: ({ node, id }) => `${node} does not answer; ${id} was not enrolled`,
  CA_UNTRUSTED: ({ node }) => `${node} shows a TLS certificate that the connection profile does not vouch for`,
  SECRET_REFUSED: ({ node, id }) => `${node} refuses the enrolment secret of ${id}: it was used before, or is wrong`,
  CERTIFICATE_REFUSED: ({ node, id }) =>
    `${node} does not renew ${id}: its certificate was revoked or is not known there`,
  CERTIFICATE_EXPIRED: ({ node, id }) => `the certificate of ${id} has expired, so ${node} cannot renew it`,
  CA_REFUSED: ({ node, id, reason = 'no reason given' }) => `${node} refuses ${id}: ${reason}`,
};

/** An identity was not enrolled or renewed; the wallet is as it was. Holds no secret. */
export class EnrolmentFailed extends Error {
  override readonly name = 'EnrolmentFailed';
  readonly code: EnrolmentFault;
  readonly place: EnrolmentPlace;

  constructor(code: EnrolmentFault, place: EnrolmentPlace, options?: ErrorOptions) {
    super(TEXTS[code](place), options);
    this.code = code;
    this.place = place;
  }
}
