// SPDX-License-Identifier: Apache-2.0

/** What the gateway refuses by itself, before or beside the agreement's own refusals: a closed union, one line each. */
export const GATEWAY_CODES = {
  IDENTIFIER_INVALID: 'The identifier fails its check',
  IDENTIFIER_KIND_WRONG: 'The identifier belongs to the other kind of subject',
  CASE_NO_INVALID: 'The case number does not have the agreed shape, or is the identifier of a person or company',
  CASE_DEPARTMENT_REQUIRED: 'A case number means something within one department, whose key this gateway must hold',
  CURSOR_INVALID: 'The cursor was not made for this caller and this question, or is older than a day',
  PERIOD_INVALID: 'The period ends before it begins, or a date does not exist',
  NOT_FOUND: 'There is no such thing, or it is not yours to see',
  INQUIRY_REQUIRED: 'The diary opens only after a recorded inquiry of the last hour',
  PSEUDONYM_LIMIT_REACHED: 'The department has asked for too many pseudonyms in this minute',
  PSEUDONYMS_UNAVAILABLE: 'The pseudonym service does not answer',
  DEPARTMENT_KEY_MISSING: 'This gateway lacks the key under which the records and cases of its department stand',
  SOURCE_OPENING_MISMATCH: 'A source released a value that does not match its commitment on the ledger',
  ONCE_ONLY: 'A material was brought that is on record',
  UPLOAD_EMPTY: 'The file is empty',
  UPLOAD_TYPE_DIFFERS: 'The file is not of the type that it is said to be',
  UPLOAD_TYPE_NOT_SUPPORTED: 'Files of that type are not taken',
  UPLOAD_TOO_LARGE: 'The file is too large',
  UPLOAD_UNKNOWN: 'The department uploaded no such file',
  APPLICATION_CHANGED: 'The application has changed since it was read',
  CERTIFICATE_ID_INVALID: 'The certificate id fails its check',
  NOT_AVAILABLE_YET: 'The ledger has it, but the read model has not caught up',
} as const;
export type GatewayCode = keyof typeof GATEWAY_CODES;

/**
 * A refusal by the gateway. `detail` follows the rule of `DomainError`: no value, no identifier, no pseudonym.
 * `pointer` is an RFC 6901 pointer into the request body. `extensions` become members of the problem.
 */
export class GatewayProblem extends Error {
  override readonly name = 'GatewayProblem';
  readonly code: GatewayCode;
  readonly pointer: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: GatewayCode,
    detail: string = GATEWAY_CODES[code],
    options: {
      readonly pointer?: string;
      readonly extensions?: Readonly<Record<string, unknown>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.pointer = options.pointer;
    this.extensions = options.extensions ?? {};
  }
}
