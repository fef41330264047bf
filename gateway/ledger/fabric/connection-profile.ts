// SPDX-License-Identifier: Apache-2.0

export interface Endpoint {
  /** `grpcs://host:port`, of a CA `https://host:port`. */
  readonly url: string;
  readonly tlsCACerts: { readonly pem: string };
  readonly grpcOptions?: Readonly<Record<string, string | number>>;
}

/** What we use of Fabric's connection profile (JSON): one department's way to the channel. */
export interface ConnectionProfile {
  readonly name: string;
  readonly version: string;
  /** MSP id of the department. */
  readonly client: { readonly organization: string };
  readonly organizations: Readonly<
    Record<
      string,
      {
        readonly mspid: string;
        readonly peers: readonly string[];
        readonly certificateAuthorities: readonly string[];
      }
    >
  >;
  /** The department's own peers; discovery names those of others that are not named here. */
  readonly peers: Readonly<Record<string, Endpoint>>;
  /** All orderers of the channel. */
  readonly orderers: Readonly<Record<string, Endpoint>>;
  readonly certificateAuthorities: Readonly<Record<string, Endpoint & { readonly caName: string }>>;
}
