// SPDX-License-Identifier: Apache-2.0
import type { GatewayCode } from '../../usecases/gateway-problem.js';
import type { RefusalRow } from './row.js';

/** What the gateway refuses beside the agreement: identifiers, answers, limits, what is not yours to see. */
export const GATEWAY_PROBLEMS = {
  IDENTIFIER_INVALID: {
    status: 422,
    title: '证件号码校验不通过',
    next: { en: 'Compare the identifier with the document; a digit is wrong.', zh: '请对照证件核对号码，其中有误。' },
  },
  IDENTIFIER_KIND_WRONG: {
    status: 422,
    title: '号码属于另一类主体',
    next: {
      en: 'A natural person has a resident id number, a legal person a unified social credit code.',
      zh: '自然人使用公民身份号码，法人使用统一社会信用代码。',
    },
  },
  CASE_NO_INVALID: {
    status: 422,
    title: '办件编号格式不符，或为个人、企业的证件号码',
    next: { en: 'Give the number of the case as your department keeps it.', zh: '请填写本部门的办件编号。' },
  },
  CASE_DEPARTMENT_REQUIRED: {
    status: 422,
    title: '办件编号仅在一个部门内有意义，且须由持有该部门密钥的网关查询',
    next: {
      en: 'Name in "department" whose case it is; ask the gateway that acts for that department.',
      zh: '请用 department 指明办件所属部门，并向代表该部门的网关查询。',
    },
  },
  CURSOR_INVALID: {
    status: 422,
    title: '分页游标并非为该调用者和该查询生成，或已超过一天',
    next: { en: 'Start again without a cursor.', zh: '请不带游标重新查询。' },
  },
  PERIOD_INVALID: {
    status: 422,
    title: '期间的截止日期早于起始日期，或日期不存在',
    next: { en: 'Correct the days of the period.', zh: '请更正期间日期。' },
  },
  NOT_FOUND: {
    status: 404,
    title: '不存在，或您无权查看',
    next: {
      en: 'Check the id; only the departments concerned and auditors can see it.',
      zh: '请核对编号；仅相关部门和审计员可见。',
    },
  },
  INQUIRY_REQUIRED: {
    status: 403,
    title: '须先在一小时内登记查询事由，方可查看用证记录',
    next: { en: 'Ask with POST /v1/diary-queries first.', zh: '请先调用 POST /v1/diary-queries。' },
  },
  PSEUDONYM_LIMIT_REACHED: {
    status: 429,
    title: '本部门在一分钟内请求的主体化名过多',
    next: { en: 'Try again after the time that Retry-After names.', zh: '请按 Retry-After 所示时间后重试。' },
  },
  PSEUDONYMS_UNAVAILABLE: {
    status: 503,
    title: '主体化名服务暂无应答',
    next: {
      en: 'Nothing was written. Try again after the time that Retry-After names.',
      zh: '未写入任何内容，请按 Retry-After 所示时间后重试。',
    },
  },
  DEPARTMENT_KEY_MISSING: {
    status: 503,
    title: '本网关缺少本部门的密钥，无法识别本部门已有的记录和办件',
    next: {
      en: 'Nothing was written. Tell the operator: put keys/<department>.key of the other gateway, or of a backup, into the home.',
      zh: '未写入任何内容。请通知运维人员：将另一网关或备份中的 keys/<部门>.key 放入状态目录。',
    },
  },
  SOURCE_OPENING_MISMATCH: {
    status: 502,
    title: '数源部门披露的值与账本上的承诺不符',
    next: {
      en: 'Use no value of this source; tell the operator the request id.',
      zh: '请勿使用该数源的数据值，并将请求编号告知运维人员。',
    },
  },
  ONCE_ONLY: {
    status: 422,
    title: '材料已有记录，不应再向申请人收取',
    next: {
      en: 'File without the materials listed. If you insist, name them in "insist": the application then says that they were collected again.',
      zh: '请勿收取所列材料后再申报；如坚持收取，请在 insist 中列明，办件将登记为重复收集。',
    },
  },
  UPLOAD_EMPTY: {
    status: 422,
    title: '文件为空',
    next: { en: 'Send the content of the file as the body.', zh: '请将文件内容作为请求体发送。' },
  },
  UPLOAD_TYPE_DIFFERS: {
    status: 422,
    title: '文件内容与所声明的类型不符',
    next: {
      en: 'Send a PDF, JPEG or PNG with its own Content-Type.',
      zh: '请发送 PDF、JPEG 或 PNG 文件，并使用与之相符的 Content-Type。',
    },
  },
  UPLOAD_TYPE_NOT_SUPPORTED: {
    status: 415,
    title: '不接受该类型的文件',
    next: {
      en: 'Send Content-Type application/pdf, image/jpeg or image/png.',
      zh: '请使用 Content-Type application/pdf、image/jpeg 或 image/png。',
    },
  },
  UPLOAD_TOO_LARGE: {
    status: 413,
    title: '文件过大',
    next: {
      en: 'Scan it with a lower resolution or split it; ONEDOOR_UPLOAD_MAX_BYTES says how much this gateway takes.',
      zh: '请降低扫描分辨率或拆分文件；本网关的上限见 ONEDOOR_UPLOAD_MAX_BYTES。',
    },
  },
  UPLOAD_UNKNOWN: {
    status: 422,
    title: '本部门未上传过该文件',
    next: {
      en: 'Upload the file with POST /v1/uploads first, and name its uploadId.',
      zh: '请先通过 POST /v1/uploads 上传文件，并填写其 uploadId。',
    },
  },
  APPLICATION_CHANGED: {
    status: 412,
    title: '办件在您读取之后已有变化',
    next: {
      en: 'Read the application again and repeat the move with its new ETag if it still makes sense.',
      zh: '请重新查询办件；如仍需操作，请使用新的 ETag 重试。',
    },
  },
  CERTIFICATE_ID_INVALID: {
    status: 422,
    title: '证照标识校验不通过',
    next: {
      en: 'Compare the 26 characters with the certificate; one of them is wrong.',
      zh: '请对照证照核对 26 位标识，其中有误。',
    },
  },
  NOT_AVAILABLE_YET: {
    status: 503,
    title: '账本已有该内容，查询库尚未同步',
    next: { en: 'Try again after the time that Retry-After names.', zh: '请按 Retry-After 所示时间后重试。' },
  },
} as const satisfies Record<GatewayCode, RefusalRow>;
