// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { RequestOptions } from 'node:https';
import { join } from 'node:path';
import { NetworkFailure } from '../network-failure.js';

const CHANNELS = '/participation/v1/channels';
const CREATED = 201;
const OK = 200;
const NOT_FOUND = 404;
const ANSWER_MS = 30_000;

/** An orderer's own view of a channel. */
export interface ChannelInfo {
  readonly name: string;
  readonly height: number;
  /** `consenter`, or what it is on the way to be. */
  readonly consensusRelation: string;
  readonly status: string;
}

/** Administration of one orderer: its participation API, with a TLS certificate of its organisation. */
export class ParticipationClient {
  readonly #node: string;
  readonly #options: RequestOptions;

  /** `tlsFolder`: `cert.pem`, `key.pem` and `ca.pem` of who administers. */
  constructor(node: string, port: number, tlsFolder: string, within = ANSWER_MS) {
    const text = (name: string) => readFileSync(join(tlsFolder, name), 'utf8');
    const tls = { ca: text('ca.pem'), cert: text('cert.pem'), key: text('key.pem') };
    this.#node = node;
    this.#options = { ...tls, host: 'localhost', port, agent: false, timeout: within };
  }

  /** The channel as the orderer has it; undefined where it has not joined. */
  async channel(name: string): Promise<ChannelInfo | undefined> {
    const { status, body } = await this.#ask('GET', `${CHANNELS}/${name}`);
    if (status === NOT_FOUND) return undefined;
    if (status !== OK) throw this.#refused(body);
    return JSON.parse(body) as ChannelInfo;
  }

  /** Joins the channel that begins with this block, or goes on from this configuration. */
  async join(block: Uint8Array): Promise<void> {
    const boundary = 'onedoor-block';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="config-block"; filename="block"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    const form = Buffer.concat([Buffer.from(head), block, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const { status, body } = await this.#ask('POST', CHANNELS, form, `multipart/form-data; boundary=${boundary}`);
    if (status !== CREATED) throw this.#refused(body);
  }

  #ask(method: string, path: string, form?: Buffer, type?: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const headers = form === undefined ? {} : { 'content-type': type, 'content-length': form.length };
      const asked = request({ ...this.#options, method, path, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('end', () => {
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') });
        });
      });
      asked.once('timeout', () => asked.destroy(new Error('no answer in time')));
      asked.once('error', (error) => {
        reject(this.#refused(error.message, error));
      });
      asked.end(form);
    });
  }

  #refused(said: string, cause?: unknown): NetworkFailure {
    const text = { zh: `排序节点 ${this.#node} 拒绝：${said}`, en: `Orderer ${this.#node} refused: ${said}` };
    return new NetworkFailure('ORDERER_REFUSED', text, { node: this.#node, cause });
  }
}
