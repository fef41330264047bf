// SPDX-License-Identifier: Apache-2.0
import type { ConnectionProfile } from '../connection-profile.js';
import type { ChannelDriver } from './channel-driver.js';
import { GatewayDriver } from './gateway-driver.js';

/** Which SDK does the work. */
export const FABRIC_DRIVERS = ['fabric-gateway', 'fabric-network'] as const;
export type FabricDriver = (typeof FABRIC_DRIVERS)[number];

/** The older SDK is loaded only where it is asked for: it reads the arguments of the process and brings much along. */
export async function openDriver(
  driver: FabricDriver,
  channel: string,
  profile: ConnectionProfile,
): Promise<ChannelDriver> {
  if (driver === 'fabric-gateway') return new GatewayDriver(channel, profile);
  const { NetworkDriver } = await import('./network-driver.js');
  return new NetworkDriver(channel, profile);
}
