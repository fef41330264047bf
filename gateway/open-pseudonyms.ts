// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { REGISTRAR } from '../chaincode/domain/names.js';
import type { NetworkDefinition } from '../network/definitions/definition.js';
import { ConfigInvalid, type GatewayConfig } from './config.js';
import type { Home } from './home.js';
import { openLocalPseudonymService } from './pseudonyms/local-pseudonym-service.js';
import type { PseudonymService } from './pseudonyms/pseudonym-service.js';
import { openRemotePseudonymService } from './pseudonyms/remote/remote-pseudonym-service.js';
import { readRunFile } from './run-file.js';

/** The department that runs the pseudonym service. */
export function pseudonymDepartment({ departments }: NetworkDefinition): string {
  return departments.find(({ bodies }) => bodies.includes('PSEUDONYM_SERVICE'))?.code ?? REGISTRAR;
}

/** What the service remembers of subjects belongs to one process. */
async function demandNoProcess({ pseudonymsRun }: Home): Promise<void> {
  const running = await readRunFile(pseudonymsRun);
  if (running === undefined) return;
  throw new ConfigInvalid([
    `the pseudonym service of this home is a process of its own: ONEDOOR_PSEUDONYMS_URL must be ${running.url}`,
  ]);
}

/**
 * The pseudonym service that the configuration names: a process of its own, which need not be there yet, or else one in
 * this process, with its secrets in this home.
 */
export async function openPseudonyms(
  { pseudonyms: settings }: GatewayConfig,
  { home, definition, departments }: { home: Home; definition: NetworkDefinition; departments: readonly string[] },
): Promise<PseudonymService> {
  if (settings === undefined) {
    await demandNoProcess(home);
    const department = pseudonymDepartment(definition);
    return openLocalPseudonymService({ file: home.pseudonyms, keys: home.keys, department });
  }
  const { url, root, tls } = settings;
  return openRemotePseudonymService({
    url,
    departments,
    filesOf: (department) => {
      if (!departments.includes(department)) return undefined;
      const folder = join(tls, department);
      return { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem'), root };
    },
  });
}
