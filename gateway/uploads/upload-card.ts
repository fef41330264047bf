// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { UPLOAD_TYPES } from './check-content.js';
import { SealBroken } from './seal-segments.js';

const closed = { additionalProperties: false } as const;
const Bytes32 = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });

/** What only the department's key opens. */
const Sealed = Type.Object(
  {
    type: Type.Enum([...UPLOAD_TYPES]),
    size: Type.Integer({ minimum: 1 }),
    /** Of the content, base64url; so is the salt of the digest. */
    key: Bytes32,
    salt: Bytes32,
  },
  closed,
);
export type UploadSecrets = Static<typeof Sealed>;

/** What lies beside the content: whose it is, as what it goes on the ledger, and sealed what it is. */
const UploadCard = Type.Object(
  {
    v: Type.Literal(1),
    department: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    /** SHA-256 over salt and content. */
    digest: Bytes32,
    sealed: Type.String({ pattern: '^[A-Za-z0-9_-]+$' }),
  },
  closed,
);
export type UploadCard = Static<typeof UploadCard>;

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

type Plain = Pick<UploadCard, 'department' | 'digest'>;

/** `wrappingKey` seals this one card; the card holds under its name and department only. */
export function writeCard(uploadId: string, plain: Plain, secrets: UploadSecrets, wrappingKey: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, wrappingKey, nonce, { authTagLength: TAG }).setAAD(boundTo(uploadId, plain));
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(secrets)), cipher.final(), cipher.getAuthTag()]);
  const card: UploadCard = { v: 1, ...plain, sealed: sealed.toString('base64url') };
  return Buffer.from(JSON.stringify(card));
}

/** @throws {SealBroken} where it is no card. */
export function readCard(bytes: Uint8Array): UploadCard {
  try {
    return Value.Parse(UploadCard, JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    throw new SealBroken();
  }
}

/** @throws {SealBroken} for another key, name or department. */
export function openCard(uploadId: string, card: UploadCard, wrappingKey: Uint8Array): UploadSecrets {
  try {
    const bytes = Buffer.from(card.sealed, 'base64url');
    const decipher = createDecipheriv(CIPHER, wrappingKey, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(boundTo(uploadId, card)).setAuthTag(bytes.subarray(bytes.length - TAG));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
    return Value.Parse(Sealed, JSON.parse(text.toString('utf8')));
  } catch {
    throw new SealBroken();
  }
}

function boundTo(uploadId: string, { department, digest }: Plain): Buffer {
  return Buffer.from(JSON.stringify(['onedoor-upload', uploadId, department, digest]));
}
