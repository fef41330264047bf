// SPDX-License-Identifier: Apache-2.0

// Loaded before a gateway's own code: SIGUSR2 lets its process believe another time, and the next one the right one again.
const seconds = Number(process.env.TEST_CLOCK_SECONDS ?? 0);
const right = Date.now.bind(Date);
let shift = 0;
const now = (): number => right() + shift;

process.on('SIGUSR2', () => {
  shift = shift === 0 ? seconds * 1000 : 0;
});

globalThis.Date = new Proxy(Date, {
  construct: (date, args: readonly unknown[], target) =>
    Reflect.construct(date, args.length === 0 ? [now()] : args, target) as Date,
  get: (date, name, receiver) => (name === 'now' ? now : (Reflect.get(date, name, receiver) as unknown)),
});
