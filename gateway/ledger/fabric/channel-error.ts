// SPDX-License-Identifier: Apache-2.0

/**
 * Why the channel did not do what was asked. `REFUSED`: a node said no, and would again. `DIFFERENT`: the endorsers'
 * answers are not equal. `FOREIGN`: what came back for signing is no transaction of what was proposed. `UNAVAILABLE`: no
 * answer, not in time, or a node that cannot just now; of a transaction that was sent it is not known whether it arrived.
 */
export type ChannelFault = 'REFUSED' | 'DIFFERENT' | 'FOREIGN' | 'UNAVAILABLE';

/** What went wrong at which node, in its own words. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';
  readonly fault: ChannelFault;

  constructor(fault: ChannelFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
