// SPDX-License-Identifier: Apache-2.0
import { annulRecords } from '../../../chaincode/transactions/annul-records.js';
import {
  ImportList,
  ImportParams,
  ImportQuery,
  ImportRevert,
  ImportRevertAnswer,
} from '../../usecases/imports/import-view.js';
import type { UseCases } from '../../usecases/use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import type { Once } from '../idempotency/once.js';
import { callerOf } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** What a department imported, and how it takes a wrong import back. */
export function importRoutes(
  app: GatewayApp,
  { useCases, once }: { readonly useCases: UseCases; readonly once: Once },
): void {
  app.get('/v1/imports', list, (request) => useCases.listImports(callerOf(request), request.query));
  app.post('/v1/imports/:importId/revert', revert, (request) =>
    once(request, {
      run: (caller) => useCases.revertImport(caller, request.params.importId, request.body),
      again: (caller, committed) =>
        useCases.again.revertImport(caller, request.params.importId, request.body, committed),
      keep: (answer) => ({ ...answer, importId: undefined }),
      recall: (kept) => Promise.resolve({ ...(kept as ImportRevertAnswer), importId: request.params.importId }),
    }),
  );
}

const list = operation({
  operationId: 'listImports',
  summary: "Imports of the caller's department, newest first",
  description: 'What attestations that named an import put on the ledger, by import and record type.',
  tag: 'departments',
  access: annulRecords.roles,
  querystring: ImportQuery,
  response: { 200: pointTo(ImportList) },
  problems: ['CURSOR_INVALID'],
});
const revert = operation({
  operationId: 'revertImport',
  summary: 'Annul the records of a wrong import by a legal act',
  description:
    'Annuls up to 500 records that still stand; asked again with `after` set to `next` until that is null, all of ' +
    'them. A row whose record was annulled so counts as never imported: the right export can follow.',
  tag: 'departments',
  access: annulRecords.roles,
  params: ImportParams,
  body: pointTo(ImportRevert),
  response: { 200: pointTo(ImportRevertAnswer) },
  writes: true,
  problems: ['NOT_FOUND', ...annulRecords.refusals],
});
