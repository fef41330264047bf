// SPDX-License-Identifier: Apache-2.0

/** The part of fabric-ca-client below its services: only it can ask for a profile when a certificate is renewed. */
declare module 'fabric-ca-client/lib/FabricCAClient.js' {
  interface Signer {
    readonly _certificate: string;
    sign(text: string): Uint8Array;
  }
  export interface AttributeRequest {
    readonly name: string;
    readonly optional: boolean;
  }
  export interface CaAnswer {
    readonly result: { readonly Cert: string; readonly ServerInfo: { readonly CAChain: string } };
  }

  export default class FabricCAClient {
    constructor(
      connection: {
        readonly protocol: string;
        readonly hostname: string;
        readonly port?: number;
        readonly caname: string;
        readonly tlsOptions: { readonly trustedRoots: readonly string[]; readonly verify: boolean };
      },
      crypto: { hash(text: string): string },
    );
    request(
      httpMethod: string,
      method: string,
      signer: Signer | undefined,
      body: { readonly attr_reqs: readonly AttributeRequest[] },
      further: { readonly auth?: string; readonly agent: false },
    ): Promise<CaAnswer>;
  }
}
