// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperationFailure } from '../operations/operation-failure.js';
import { PartialFile } from './partial-file.js';

const ATTEMPTS = 5;
const PAUSE_MS = 500;
const SILENCE_MS = 30_000;

export interface Download {
  readonly url: string;
  /** The whole file appears here at once; until then `<target>.part` grows. */
  readonly target: string;
  readonly onBytes: (received: number, total: number | undefined) => void;
  /** Called before the first byte is written, with how many there will be; may refuse. */
  readonly onSize?: (total: number) => Promise<void>;
  readonly signal?: AbortSignal;
  readonly pauseMs?: number;
}

/**
 * Fetches a file and continues where an earlier attempt, also one of an earlier process, has stopped.
 * @throws {OperationFailure} `UNAVAILABLE`: not there, or interrupted five times without a byte more.
 */
export async function download(wish: Download): Promise<void> {
  const partial = new PartialFile(wish.target);
  let failures = 0;
  let reached = await bytesOf(partial);
  for (;;) {
    try {
      await attempt(wish, partial);
      await partial.finish();
      return;
    } catch (error) {
      wish.signal?.throwIfAborted();
      if (error instanceof OperationFailure) throw error;
      const bytes = await bytesOf(partial);
      failures = bytes > reached ? 1 : failures + 1;
      reached = Math.max(bytes, reached);
      if (failures >= ATTEMPTS) throw interrupted(wish.url, bytes, error);
      await sleep((wish.pauseMs ?? PAUSE_MS) * failures, undefined, { signal: wish.signal });
    }
  }
}

async function bytesOf(partial: PartialFile): Promise<number> {
  return (await partial.progress())?.bytes ?? 0;
}

async function attempt(wish: Download, partial: PartialFile): Promise<void> {
  const had = await partial.progress();
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort(new Error(`no byte for ${SILENCE_MS / 1000} s`));
  }, SILENCE_MS);
  try {
    const signal = AbortSignal.any([silence.signal, ...(wish.signal === undefined ? [] : [wish.signal])]);
    const headers: Record<string, string> = { 'Accept-Encoding': 'identity' };
    if (had !== undefined) Object.assign(headers, { Range: `bytes=${had.bytes}-`, 'If-Range': had.validator });
    const response = await fetch(wish.url, { headers, signal });
    const start = await startOf(response, had?.bytes ?? 0, partial, wish.url);
    await receive(response, start, wish, partial, () => timer.refresh());
  } finally {
    clearTimeout(timer);
  }
}

/** At which byte the answer begins. */
async function startOf(response: Response, had: number, partial: PartialFile, url: string): Promise<number> {
  if (response.status === 206 && contentStart(response) === had) return had;
  if (response.status === 200) {
    await partial.begin(validatorOf(response));
    return 0;
  }
  await response.body?.cancel();
  if (response.status === 416 || response.status === 206) {
    await partial.discard();
    throw new Error(`the server does not continue at byte ${had}`);
  }
  if (response.status >= 500 || response.status === 429) throw new Error(`the server answers ${response.status}`);
  throw new OperationFailure('UNAVAILABLE', {
    zh: `${url} 无法取得：服务器回答 ${response.status}。请核对 --from 的地址（其下应有与 GitHub 相同的路径）。`,
    en: `${url} cannot be had: the server answers ${response.status}. Check the address of --from (below it lie the same paths as on GitHub).`,
  });
}

async function receive(
  response: Response,
  start: number,
  wish: Pick<Download, 'onSize' | 'onBytes'>,
  partial: PartialFile,
  onSign: () => void,
): Promise<void> {
  const length = response.headers.get('content-length');
  const total = length === null ? undefined : start + Number(length);
  if (total !== undefined) await wish.onSize?.(total);
  let received = start;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      onSign();
      received += chunk.length;
      yield chunk;
      wish.onBytes(received, total);
    }
  };
  const body = Readable.fromWeb((response.body ?? new Blob([]).stream()) as ReadableStream<Uint8Array>);
  await pipeline(body, counted, createWriteStream(partial.path, { flags: 'a', mode: 0o600 }));
  if (total !== undefined && received !== total) throw new Error(`ended at byte ${received} of ${total}`);
}

/** A weak ETag names no bytes; a date does, to a second. */
function validatorOf({ headers }: Response): string | undefined {
  const etag = headers.get('etag');
  if (etag !== null && !etag.startsWith('W/')) return etag;
  return headers.get('last-modified') ?? undefined;
}

function contentStart({ headers }: Response): number | undefined {
  const start = /^bytes (\d+)-/u.exec(headers.get('content-range') ?? '')?.[1];
  return start === undefined ? undefined : Number(start);
}

function interrupted(url: string, bytes: number, cause: unknown): OperationFailure {
  const { message, cause: deeper } = cause as Error;
  const why = deeper instanceof Error ? deeper.message : message;
  return new OperationFailure(
    'UNAVAILABLE',
    {
      zh: `下载 ${url} 中断（${why}）；已收到 ${bytes} 字节，再次运行会从此处继续。`,
      en: `${url} was interrupted (${why}); ${bytes} bytes are here, and the next run goes on from there.`,
    },
    { cause },
  );
}
