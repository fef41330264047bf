// SPDX-License-Identifier: Apache-2.0

/** The same sequence, ended as soon as the signal aborts, even while it waits for its next element. */
export async function* until<T>(sequence: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  const iterator = sequence[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = signal === undefined ? await iterator.next() : await nextUnless(signal, iterator);
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a sequence that waits for its next element would answer only then.
    void iterator.return?.();
  }
}

function nextUnless<T>(signal: AbortSignal, iterator: AsyncIterator<T>): Promise<IteratorResult<T> | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const aborted = (): void => {
      resolve(undefined);
    };
    signal.addEventListener('abort', aborted, { once: true });
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', aborted);
      });
  });
}
