// SPDX-License-Identifier: Apache-2.0

/** What can go wrong with a native network, for programs. */
export type NetworkFailureCode =
  | 'PROGRAMS_NOT_FOUND'
  | 'PROGRAMS_OTHER_VERSION'
  | 'FOLDER_OF_OTHER_VERSION'
  | 'FOLDER_OF_OTHER_NETWORK'
  | 'FOLDER_IN_USE'
  | 'NO_NETWORK'
  | 'UNKNOWN_NODE'
  | 'PORT_TAKEN'
  | 'DISK_FULL'
  | 'NODE_FAILED'
  | 'CHANNEL_EXISTS'
  | 'CHANNEL_REFUSED'
  | 'CERTIFICATE_UNUSABLE'
  | 'HSM_UNUSABLE'
  | 'CERTIFICATE_AUTHORITY_REFUSED'
  | 'APPROVAL_MISSING'
  | 'CHAINCODE_BUILD_DIFFERS'
  | 'PEER_REFUSED'
  | 'ORDERER_REFUSED'
  | 'NOT_COMMITTED'
  | 'NOT_READY'
  | 'INTERRUPTED';

/** A text in both languages. */
export interface Told {
  readonly zh: string;
  readonly en: string;
}

/** A step that failed: what happened, at which node, and what to do next. The message is the English text. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';
  readonly code: NetworkFailureCode;
  readonly text: Told;
  readonly node: string | undefined;

  constructor(code: NetworkFailureCode, text: Told, options: ErrorOptions & { readonly node?: string } = {}) {
    super(text.en, options);
    this.code = code;
    this.text = text;
    this.node = options.node;
  }
}

/** What a command answers that needs a network where there is none. */
export function noNetwork(directory: string): NetworkFailure {
  return new NetworkFailure('NO_NETWORK', {
    zh: `${directory} 中没有网络。请先运行“onedoor network up”。`,
    en: `There is no network in ${directory}. Bring one up first: onedoor network up`,
  });
}
