// SPDX-License-Identifier: Apache-2.0

/** What reads certificates for the shim. A certificate that it answers is handed to no chaincode, and nobody changes it. */
export interface CertificateClass {
  fromPEM(pem: string | Buffer): object;
}

const KEPT = 1000;

/**
 * The shim reads the caller's certificate again for each transaction, which takes as long as the rest of what it does; what
 * a certificate says depends on its text alone.
 */
export function rememberCertificates(certificates: CertificateClass): void {
  const fromPem = certificates.fromPEM.bind(certificates);
  const known = new Map<string, object>();
  certificates.fromPEM = (pem) => {
    if (typeof pem !== 'string') return fromPem(pem);
    const found = known.get(pem);
    if (found !== undefined) return found;
    const certificate = fromPem(pem);
    if (known.size >= KEPT) known.clear();
    known.set(pem, certificate);
    return certificate;
  };
}
