// SPDX-License-Identifier: Apache-2.0
import type { CertificateView } from '../../gateway/usecases/certificates/certificate-view.js';
import { inLanguage } from '../language.js';
import type { Mover } from './application.js';
import { refusalOf, type Stage } from './stage.js';
import { plain, unless, type Told } from './told.js';

/** The department shows what it issued; an id with a wrong character is refused, and nobody else sees it. */
export async function certificateStep(stage: Stage, mover: Mover, id: string, holder: string): Promise<Told> {
  const path = `/v1/certificates/${id}`;
  const ask = (at: string) => stage.ask(mover.department, mover.role, at, { retries: 5 });
  const shown = (await ask(path)) as CertificateView;
  const wrong = await refusalOf(ask(path.slice(0, -1) + (path.endsWith('0') ? '1' : '0')));
  const foreign = await refusalOf(stage.ask('social-insurance', 'intake', path));
  return {
    title: { zh: '电子证照', en: 'The electronic certificate' },
    lines: [
      ...shown.claims.map(({ title, value }) => plain(`${inLanguage(title)}: ${String(value)}`)),
      plain(`${shown.certificateId}  ${shown.status}  ${shown.validFrom} – ${shown.validUntil ?? ''}`),
    ],
    amiss: [
      ...unless(shown.status === 'VALID', `the certificate is ${shown.status}`),
      ...unless(
        shown.claims.some(({ value }) => value === holder),
        'the certificate does not name its holder',
      ),
      ...unless(wrong?.code === 'CERTIFICATE_ID_INVALID', 'a wrong id was not noticed'),
      ...unless(foreign?.code === 'NOT_FOUND', 'another department sees the certificate'),
    ],
    answer: shown,
  };
}
