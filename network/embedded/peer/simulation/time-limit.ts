// SPDX-License-Identifier: Apache-2.0

/** Rejects as a peer does when chaincode has not answered in time. What runs on is not stopped. */
export async function withTimeLimit<T>(running: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('error sending: timeout expired while executing transaction'));
    }, milliseconds);
  });
  try {
    return await Promise.race([running, limit]);
  } finally {
    clearTimeout(timer);
  }
}
