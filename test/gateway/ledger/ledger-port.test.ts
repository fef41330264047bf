// SPDX-License-Identifier: Apache-2.0
import { openEmbeddedLedger } from '../../../gateway/ledger/embedded/open-embedded-ledger.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { ledgerPort } from '../../conformance/ledger-port.js';
import { testFolder } from './open-test-ledger.js';

ledgerPort({
  name: 'the embedded network, as over Fabric',
  suffix: 'embedded',
  timeoutMs: 60_000,
  open: async () => {
    const own = testFolder();
    const ledger = await openEmbeddedLedger({ directory: own.folder, definition: loadDefinition('minimal') });
    return {
      ledger,
      remove: async () => {
        await ledger.close();
        own.remove();
      },
    };
  },
});
