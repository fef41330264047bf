// SPDX-License-Identifier: Apache-2.0
import type { CertificateView } from '../../usecases/certificates/certificate-view.js';
import type { Bilingual } from '../problems/row.js';
import { escapeHtml, page } from './html.js';

const STATUS = {
  VALID: { zh: '有效', en: 'Valid' },
  SUSPENDED: { zh: '暂停', en: 'Suspended' },
  ANNULLED: { zh: '撤销', en: 'Annulled' },
  REVOKED: { zh: '吊销', en: 'Revoked' },
  CANCELLED: { zh: '注销', en: 'Cancelled' },
  LAPSED: { zh: '失效', en: 'Lapsed' },
  TRANSFERRED_OUT: { zh: '转出', en: 'Transferred out' },
  SUPERSEDED: { zh: '已被替代', en: 'Superseded' },
  EXPIRED: { zh: '已过期', en: 'Expired' },
} as const satisfies Readonly<Record<CertificateView['status'], Bilingual>>;

/** One A4 page in Chinese and English, without script: what it says, by whom, and under which id it can be looked up. */
export function certificatePage(view: CertificateView): string {
  const { title, department, claims, certificateId, validFrom, validUntil, issuedAt, status, ledger } = view;
  const until = validUntil ?? '长期 · without end';
  const rows: [Bilingual, string][] = [
    ...claims.map(({ title: name, value }): [Bilingual, string] => [name, textOf(value)]),
    [{ zh: '发证部门', en: 'Issued by' }, both(department.title)],
    [{ zh: '有效期', en: 'Valid' }, `${validFrom} – ${until}`],
    [{ zh: '发证时间', en: 'Issued at' }, issuedAt],
    [{ zh: '状态', en: 'Status' }, both(STATUS[status])],
    [{ zh: '证照标识', en: 'Certificate id' }, spaced(certificateId)],
    [{ zh: '账本', en: 'Ledger' }, `${ledger.blockNumber} · ${ledger.transactionId}`],
  ];
  const body = rows.map(
    ([{ zh, en }, value]) =>
      `<tr><th scope="row">${escapeHtml(zh)}<br><span lang="en">${escapeHtml(en)}</span></th><td>${escapeHtml(value)}</td></tr>`,
  );
  return page(
    'zh',
    title.zh,
    `<h1>${escapeHtml(title.zh)}</h1>
<p lang="en">${escapeHtml(title.en)}</p>
<table>
${body.join('\n')}
</table>`,
  );
}

function both({ zh, en }: Bilingual): string {
  return `${zh} · ${en}`;
}

function textOf(value: CertificateView['claims'][number]['value']): string {
  if (typeof value === 'boolean') return value ? '是 · yes' : '否 · no';
  return Array.isArray(value) ? value.join('、') : String(value);
}

/** As it is read aloud and typed in. */
function spaced(id: string): string {
  return (id.match(/.{1,5}/gu) ?? []).join(' ');
}
