// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { OperationFailure } from '../operation-failure.js';
import type { JoiningDepartment } from './organisation-group.js';

const Joining = Type.Object(
  {
    mspId: Type.String({ pattern: '^[A-Z][A-Za-z0-9]*MSP$', maxLength: 60 }),
    root: Type.String({ pattern: '-----BEGIN CERTIFICATE-----' }),
    tlsRoot: Type.String({ pattern: '-----BEGIN CERTIFICATE-----' }),
    anchor: Type.Object(
      { host: Type.String({ minLength: 1 }), port: Type.Integer({ minimum: 1, maximum: 65_535 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

/** What a department elsewhere hands over to be taken in. @throws {OperationFailure} `WRONG_INPUT` */
export function readJoiningDepartment(file: string): JoiningDepartment {
  let said: string;
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (Value.Check(Joining, content)) return withTwoRoots(content);
    said = Value.Errors(Joining, content)
      .map(({ instancePath, message }) => `${instancePath} ${message}`)
      .join('; ');
  } catch (error) {
    said = error instanceof Error ? error.message : String(error);
  }
  throw new OperationFailure('WRONG_INPUT', {
    zh: `${file} 没有说明加入的部门：${said}。应为 JSON：{ mspId, root（签名根证书 PEM）, tlsRoot（TLS 根证书 PEM）, anchor: { host, port } }。`,
    en: `${file} does not say who joins: ${said}. It takes JSON: { mspId, root (the root certificate of who signs, PEM), tlsRoot (that of its TLS, PEM), anchor: { host, port } }.`,
  });
}

/** Fabric's MSP looks at no key usage: under one root whoever has the key of a TLS connection could sign on the ledger. */
function withTwoRoots(joining: JoiningDepartment): JoiningDepartment {
  const [signing, tls] = [new X509Certificate(joining.root), new X509Certificate(joining.tlsRoot)];
  if (!signing.ca || !tls.ca) throw new Error('root and tlsRoot are to be certificates of authorities');
  if (signing.publicKey.equals(tls.publicKey)) throw new Error('root and tlsRoot are to be two authorities, not one');
  return joining;
}
