// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import type { ContractClass } from '../../types.js';
import { rememberCertificates } from './remember-certificates.js';
import type { CertificateClass } from './remember-certificates.js';

/** The shim's own stub; only what the runtime touches. */
export interface ShimStub {
  getMspID(): string;
  chaincodeEvent?: { getEventName(): string; getPayload_asU8(): Uint8Array };
}

export interface ShimResponse {
  readonly status: number;
  readonly message?: string;
  readonly payload?: Uint8Array;
}

/** The shim's dispatcher from transaction names to contract methods. */
export interface ShimChaincode {
  readonly contractImplementations: Readonly<Record<string, { readonly contractInstance: object }>>;
  readonly metadata: {
    readonly contracts: Readonly<Record<string, { readonly transactions: readonly unknown[] }>>;
    readonly components: { readonly schemas: Readonly<Record<string, object>> };
  };
  defaultContractName: string;
  Invoke(stub: ShimStub): Promise<ShimResponse>;
}

type StubClass = new (
  handler: object,
  channel: string,
  transactionId: string,
  input: { getArgsList_asU8(): readonly Uint8Array[] },
  signedProposal: object,
) => ShimStub;

type ChaincodeClass = new (contracts: ContractClass[], serializers: object) => ShimChaincode;

interface ShimModules {
  readonly Stub: StubClass;
  readonly Chaincode: ChaincodeClass;
  readonly serializers: object;
}

interface LoggerModule {
  getLogger(name: string): { silent: boolean };
}

/** The shim's loggers that speak during every transaction. */
const SHIM_LOGGERS = [
  'contracts-spi/chaincodefromcontract.js',
  'contracts-spi/datamarshall.js',
  'lib/chaincode.js',
  'lib/stub.js',
];
const CONTRACT_LOGGERS = ['./lib/jsontransactionserializer.js', './lib/contract.js'];

/** They format each message before they look whether it is wanted, which costs more than the state access it tells of. */
function silence(loggers: LoggerModule, names: readonly string[]): void {
  for (const name of names) loggers.getLogger(name).silent = true;
}

let loaded: ShimModules | undefined;

/** Loads the shim once. It logs to standard output while it loads, so its level is set before unless someone chose one. */
export function fabricShim(): ShimModules {
  if (loaded === undefined) {
    process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'critical';
    const require = createRequire(import.meta.url);
    // The dispatcher has no public path; package.json pins the version.
    const Chaincode = require('fabric-shim/lib/contract-spi/chaincodefromcontract.js') as ChaincodeClass;
    const Stub = require('fabric-shim/lib/stub.js') as StubClass;
    const { JSONSerializer } = require('fabric-contract-api') as { JSONSerializer: object };
    if (process.env['CORE_CHAINCODE_LOGGING_LEVEL'].toLowerCase() === 'critical') {
      silence(require('fabric-shim/lib/logger.js') as LoggerModule, SHIM_LOGGERS);
      silence(require('fabric-contract-api/lib/logger.js') as LoggerModule, CONTRACT_LOGGERS);
    }
    const shimRequire = createRequire(require.resolve('fabric-shim'));
    rememberCertificates((shimRequire('@fidm/x509') as { Certificate: CertificateClass }).Certificate);
    const serializers = { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } };
    loaded = { Stub, Chaincode, serializers };
  }
  return loaded;
}
