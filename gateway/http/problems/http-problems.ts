// SPDX-License-Identifier: Apache-2.0
import type { Row } from './row.js';

/** What the HTTP edge itself refuses or cannot do, before any rule is asked. */
export const HTTP_PROBLEMS = {
  JSON_MALFORMED: {
    status: 400,
    title: { en: 'The body is not JSON in UTF-8', zh: '请求体不是 UTF-8 编码的 JSON' },
    next: {
      en: 'Send one JSON value, encoded as UTF-8 without a byte order mark.',
      zh: '请发送一个 UTF-8（无 BOM）编码的 JSON 值。',
    },
  },
  JSON_NAME_DUPLICATE: {
    status: 400,
    title: { en: 'A name stands twice in one JSON object', zh: '同一 JSON 对象中出现重复名称' },
    next: {
      en: 'Give each name once; which of two values counts is not guessed.',
      zh: '每个名称只能出现一次，系统不会猜测以哪个值为准。',
    },
  },
  JSON_NAME_RESERVED: {
    status: 400,
    title: { en: 'A JSON object holds the name __proto__', zh: 'JSON 对象中含有保留名称 __proto__' },
    next: { en: 'Remove the name; no request has it.', zh: '请删除该名称，任何请求都不使用它。' },
  },
  JSON_NUMBER_INEXACT: {
    status: 400,
    title: { en: 'A number cannot be kept exactly', zh: '数字无法精确保存' },
    next: {
      en: 'Write numbers as plain integers between -(2^53 - 1) and 2^53 - 1, everything else as a string.',
      zh: '数字请写成 ±(2^53−1) 以内的整数，其余请用字符串。',
    },
  },
  JSON_SURROGATE_LONE: {
    status: 400,
    title: { en: 'A text holds half of a character', zh: '文本中含有不完整的字符（孤立代理项）' },
    next: { en: 'Write surrogates in pairs, or the character itself.', zh: '请成对书写代理项，或直接写出该字符。' },
  },
  JSON_NUL_CHARACTER: {
    status: 400,
    title: { en: 'A text holds the character U+0000', zh: '文本中含有 U+0000 字符' },
    next: { en: 'Remove the character and send again.', zh: '请删除该字符后重新发送。' },
  },
  JSON_TOO_DEEP: {
    status: 400,
    title: { en: 'The JSON is nested too deeply', zh: 'JSON 嵌套过深' },
    next: { en: 'No request needs more than 32 levels.', zh: '任何请求都不需要超过 32 层嵌套。' },
  },
  URL_MALFORMED: {
    status: 400,
    title: { en: 'The address or a header cannot be read', zh: '无法解析请求地址或请求头' },
    next: {
      en: 'Check the percent-encoding of the address and the form of the headers.',
      zh: '请检查地址的百分号编码和请求头格式。',
    },
  },
  BODY_NOT_TAKEN: {
    status: 400,
    title: { en: 'A request that only reads carries a body', zh: '只读请求携带了请求体' },
    next: { en: 'Send GET and HEAD without a body.', zh: '请不要在 GET 或 HEAD 请求中携带请求体。' },
  },
  TOKEN_MISSING: {
    status: 401,
    title: { en: 'The request carries no token', zh: '请求未携带令牌' },
    next: {
      en: 'Send the header Authorization: Bearer <token>; in the demo, "npx onedoor token" prints one.',
      zh: '请携带请求头 Authorization: Bearer <令牌>；演示环境可用 npx onedoor token 获取。',
    },
  },
  TOKEN_EXPIRED: {
    status: 401,
    title: { en: 'The token has expired', zh: '令牌已过期' },
    next: { en: 'Obtain a new token and send the request again.', zh: '请获取新令牌后重新发送请求。' },
  },
  TOKEN_FOREIGN: {
    status: 401,
    title: { en: 'The token was not issued for this gateway', zh: '令牌并非为本网关签发' },
    next: {
      en: 'Use a token of the issuer that this gateway trusts; its issuer, audience and signature must fit.',
      zh: '请使用本网关信任的签发者所签发的令牌，签发者、受众和签名须一致。',
    },
  },
  DEMO_TOKENS_OFF: {
    status: 401,
    title: { en: 'Demo tokens are not accepted here', zh: '本网关不接受演示令牌' },
    next: {
      en: 'This gateway has an issuer of its own: obtain a token there.',
      zh: '本网关已配置正式签发者，请向其获取令牌。',
    },
  },
  DEPARTMENT_NOT_HOSTED: {
    status: 403,
    title: { en: 'This gateway does not act for the department of the token', zh: '本网关不代表令牌所属部门' },
    next: { en: 'Use the gateway of your own department.', zh: '请使用本部门的网关。' },
  },
  ROLE_UNKNOWN: {
    status: 403,
    title: { en: 'The token names a role that does not exist', zh: '令牌中的角色不存在' },
    next: { en: 'Ask who issues your tokens for one of the agreed roles.', zh: '请联系令牌签发者，使用约定的角色。' },
  },
  ROUTE_UNKNOWN: {
    status: 404,
    title: { en: 'There is nothing at this address', zh: '该地址不存在' },
    next: { en: 'The addresses are listed under /docs.', zh: '可用地址见 /docs。' },
  },
  PROBLEM_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such problem code', zh: '没有这个问题代码' },
    next: { en: 'The codes are listed under /problems.', zh: '问题代码列表见 /problems。' },
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: { en: 'The address does not take this method', zh: '该地址不支持此方法' },
    next: { en: 'The header Allow names the methods that it takes.', zh: '响应头 Allow 列出了可用的方法。' },
  },
  REQUEST_TOO_SLOW: {
    status: 408,
    title: { en: 'The request did not arrive in time', zh: '请求未在规定时间内到达' },
    next: { en: 'Send it again on a new connection.', zh: '请建立新连接后重新发送。' },
  },
  LEDGER_CONFLICT: {
    status: 409,
    title: { en: 'Others changed the same thing at the same moment', zh: '同一数据正被他人同时修改' },
    next: { en: 'Nothing was written. Send the request again.', zh: '未写入任何内容，请重新发送请求。' },
  },
  IDEMPOTENCY_KEY_MALFORMED: {
    status: 400,
    title: { en: 'The header Idempotency-Key cannot be read', zh: '无法解析请求头 Idempotency-Key' },
    next: {
      en: 'Send one text of 1 to 255 printable ASCII characters in double quotes, such as a UUID.',
      zh: '请发送一个用双引号括起的文本（1 至 255 个可打印 ASCII 字符），例如 UUID。',
    },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: { en: 'The Idempotency-Key was used for another request', zh: '该 Idempotency-Key 已用于另一请求' },
    next: {
      en: 'Nothing was done. Use a new key for each request, and the old one only to repeat the same.',
      zh: '未执行任何操作。每个请求请使用新的键，仅在重复同一请求时使用原键。',
    },
  },
  IDEMPOTENCY_KEY_IN_FLIGHT: {
    status: 409,
    title: {
      en: 'The request of this Idempotency-Key is still being worked on',
      zh: '使用该 Idempotency-Key 的请求仍在处理中',
    },
    next: {
      en: 'Send it again after the time that Retry-After names; it is not done twice.',
      zh: '请按 Retry-After 所示时间后重新发送，不会重复执行。',
    },
  },
  IF_MATCH_MISSING: {
    status: 428,
    title: { en: 'The request does not say which state of the thing it is about', zh: '请求未说明所依据的状态' },
    next: {
      en: 'Read the application and send its ETag as If-Match.',
      zh: '请先查询办件，并以其 ETag 作为 If-Match 发送。',
    },
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: { en: 'The body exceeds 2 MiB', zh: '请求体超过 2 MiB' },
    next: { en: 'Split the request into smaller ones.', zh: '请拆分为较小的请求。' },
  },
  CONTENT_TYPE_NOT_SUPPORTED: {
    status: 415,
    title: { en: 'The body must be application/json', zh: '请求体必须为 application/json' },
    next: {
      en: 'Send the header Content-Type: application/json.',
      zh: '请使用请求头 Content-Type: application/json。',
    },
  },
  CONTENT_ENCODING_NOT_SUPPORTED: {
    status: 415,
    title: { en: 'The body is compressed', zh: '请求体经过压缩' },
    next: {
      en: 'Send the body as it is, without Content-Encoding.',
      zh: '请直接发送请求体，不要使用 Content-Encoding。',
    },
  },
  URL_TOO_LONG: {
    status: 414,
    title: { en: 'The address exceeds 4 KiB', zh: '请求地址超过 4 KiB' },
    next: { en: 'No address of this interface is that long; see /docs.', zh: '本接口没有这么长的地址，请参见 /docs。' },
  },
  EXPECTATION_UNKNOWN: {
    status: 417,
    title: { en: 'The header Expect asks for something unknown', zh: '请求头 Expect 的要求无法识别' },
    next: { en: 'Leave the header out, or send 100-continue.', zh: '请去掉该请求头，或使用 100-continue。' },
  },
  RATE_LIMITED: {
    status: 429,
    title: { en: 'Too many requests', zh: '请求过多' },
    next: { en: 'Try again after the time that Retry-After names.', zh: '请按 Retry-After 所示时间后重试。' },
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    title: { en: 'The headers are too large', zh: '请求头过大' },
    next: { en: 'Send fewer and shorter headers.', zh: '请减少或缩短请求头。' },
  },
  INTERNAL: {
    status: 500,
    title: { en: 'The gateway made a mistake', zh: '网关内部错误' },
    next: { en: 'Tell the operator the request id.', zh: '请将请求编号告知运维人员。' },
  },
  ISSUER_UNAVAILABLE: {
    status: 503,
    title: { en: 'The keys of the token issuer cannot be had', zh: '无法获取令牌签发者的密钥' },
    next: { en: 'Try again after the time that Retry-After names.', zh: '请按 Retry-After 所示时间后重试。' },
  },
  HTTP_VERSION_NOT_SUPPORTED: {
    status: 505,
    title: { en: 'The request is not HTTP/1.1', zh: '请求不是 HTTP/1.1' },
    next: { en: 'Send HTTP/1.1.', zh: '请使用 HTTP/1.1。' },
  },
  LEDGER_UNAVAILABLE: {
    status: 503,
    title: { en: 'The ledger does not answer', zh: '账本暂无应答' },
    next: {
      en: 'Nothing was written. Try again after the time that Retry-After names.',
      zh: '未写入任何内容，请按 Retry-After 所示时间后重试。',
    },
  },
  TOO_BUSY: {
    status: 503,
    title: { en: 'The answer did not come in time', zh: '未能及时得到结果' },
    next: {
      en: 'What was sent may still take effect: look before you send it again.',
      zh: '请求可能仍会生效，重新发送前请先查询。',
    },
  },
  OUTCOME_UNKNOWN: {
    status: 202,
    title: { en: 'It is not known yet what became of the transaction', zh: '交易结果尚不明确' },
    next: {
      en: 'Ask at the address in Location. Before that, send it again only with the same Idempotency-Key.',
      zh: '请到 Location 所示地址查询；查明之前仅可携带相同的 Idempotency-Key 重新发送。',
    },
  },
} as const satisfies Record<string, Row>;

/** Problems of the HTTP edge; those of the gateway are `GatewayCode`, those of the agreement `RefusalCode`. */
export type HttpCode = keyof typeof HTTP_PROBLEMS;
