// SPDX-License-Identifier: Apache-2.0
import { ROLES } from '../../../chaincode/domain/roles.js';
import { TransactionParams, TransactionView } from '../../usecases/transactions/transaction-view.js';
import type { UseCases } from '../../usecases/use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import { callerOf } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** What became of a submit. */
export function transactionRoutes(app: GatewayApp, { useCases }: { readonly useCases: UseCases }): void {
  app.get('/v1/transactions/:id', read, (request) => useCases.getTransaction(callerOf(request), request.params.id));
}

const read = operation({
  operationId: 'getTransaction',
  summary: 'State of a transaction, for its caller and operators',
  tag: 'everyone',
  access: ROLES,
  params: TransactionParams,
  response: { 200: pointTo(TransactionView) },
  problems: ['LEDGER_UNAVAILABLE'],
});
