// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import type { ChaincodeNode } from '../plan/nodes.js';
import { Site } from '../plan/site.js';

/** The network as it will be when some chaincode servers have been exchanged: new ones stand beside the old ones. */
export class NextSite extends Site {
  readonly #exchanged: ReadonlySet<string>;

  /** `ports`: of the new servers, by the node's name. */
  constructor(site: Site, setting: ChaincodeSetting, ports: Readonly<Record<string, number>>) {
    const { directory, state } = site;
    const listeners = Object.entries(ports).map(([name, port]) => [`${name}/listen`, port] as const);
    super(directory, {
      ...state,
      chaincodes: state.chaincodes.map((known) => (known.name === setting.name ? setting : known)),
      ports: { ...state.ports, ...Object.fromEntries(listeners) },
    });
    this.#exchanged = new Set(Object.keys(ports));
  }

  override nodeFolder(node: { readonly name: string }): string {
    const folder = super.nodeFolder(node);
    return this.#exchanged.has(node.name) ? `${folder}.next` : folder;
  }

  get exchangedServers(): ChaincodeNode[] {
    return this.chaincodeServers.filter(({ name }) => this.#exchanged.has(name));
  }
}
