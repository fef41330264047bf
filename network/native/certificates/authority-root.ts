// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:https';
import { NetworkFailure } from '../network-failure.js';

const ANSWER_MS = 10_000;

/** Root certificate of one authority of a CA server, PEM, over TLS that the server's own root stands behind. */
export async function authorityRoot(node: string, url: string, caName: string, serverRoot: string): Promise<string> {
  try {
    const { result } = JSON.parse(await get(`${url}/cainfo?ca=${encodeURIComponent(caName)}`, serverRoot)) as {
      readonly result: { readonly CAChain: string };
    };
    return Buffer.from(result.CAChain, 'base64').toString('utf8');
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new NetworkFailure(
      'CERTIFICATE_AUTHORITY_REFUSED',
      {
        zh: `证书机构 ${node}（${url}）无法应答：${said}。请确认其已启动、地址与根证书无误。`,
        en: `Certificate authority ${node} (${url}) did not answer: ${said}. See that it runs, and that address and root certificate are right.`,
      },
      { node, cause: error },
    );
  }
}

function get(url: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ca, agent: false, timeout: ANSWER_MS }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () => {
        resolve(Buffer.concat(parts).toString('utf8'));
      });
    });
    asked.once('timeout', () => asked.destroy(new Error(`no answer within ${ANSWER_MS / 1000} s`)));
    asked.once('error', reject).end();
  });
}
