// SPDX-License-Identifier: Apache-2.0
// This one before anything that brings message classes, contracts too.
import './serve-protocol-classes.js';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Contract } from 'fabric-contract-api';
import { PeersOnlyServer } from './peers-only-server.js';

/** The shim's own server, for this machine without TLS; it has no typed way to a chaincode made of contracts. */
interface Shim {
  server(chaincode: object, options: ServerOptions): { start(): Promise<void> };
}

interface ServerOptions {
  readonly ccid: string;
  readonly address: string;
  readonly tlsProps?: { readonly key: Buffer; readonly cert: Buffer; readonly clientCACerts: Buffer };
  readonly [grpcOption: `grpc.${string}`]: number;
}

interface LoggerModule {
  getLogger(name: string): { silent: boolean };
}

/** What of the environment a server is started with. */
export type ServerEnvironment = Readonly<Record<string, string | undefined>>;

/** A setting without which, or with which, no server is started. */
export class ServerSettingInvalid extends Error {
  override readonly name = 'ServerSettingInvalid';
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\]):\d+$/u;
/** As the shim's own command starts its server: messages as large as the peer lets pass, a connection kept open. */
const GRPC = {
  'grpc.max_send_message_length': -1,
  'grpc.max_receive_message_length': -1,
  'grpc.keepalive_time_ms': 110_000,
  'grpc.http2.min_time_between_pings_ms': 110_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.http2.max_pings_without_data': 0,
  'grpc.keepalive_permit_without_calls': 1,
} as const;
/** They format each message before they look whether it is wanted, which costs more than what it tells of. */
const LOGGERS: Readonly<Record<string, readonly string[]>> = {
  'fabric-shim/lib/logger.js': [
    'contracts-spi/chaincodefromcontract.js',
    'contracts-spi/datamarshall.js',
    'lib/chaincode.js',
    'lib/stub.js',
  ],
  'fabric-contract-api/lib/logger.js': ['./lib/jsontransactionserializer.js', './lib/contract.js'],
};

const require = createRequire(import.meta.url);
const shim = require('fabric-shim') as Shim;

/**
 * Serves contracts to the department's peers and nobody else, from CHAINCODE_SERVER_ADDRESS, CHAINCODE_ID and the PEM files
 * CHAINCODE_TLS_KEY_FILE, CHAINCODE_TLS_CERT_FILE and CHAINCODE_CLIENT_CA_CERT_FILE. Writes what it serves to
 * CHAINCODE_REPORT_FILE, if that is set, once it listens.
 *
 * @param contracts classes of contracts; the first is the one of calls that name none
 * @param build digest of the code that runs, for the report
 * @throws {ServerSettingInvalid} without mutual TLS, unless ONEDOOR_CHAINCODE_PLAIN=loopback and the address is one
 */
export async function serveContracts(
  contracts: readonly (new () => Contract)[],
  env: ServerEnvironment = process.env,
  build?: string,
): Promise<void> {
  const options = optionsOf(env);
  if (process.env.CORE_CHAINCODE_LOGGING_LEVEL === 'critical') silence();
  const { JSONSerializer } = require('fabric-contract-api') as { JSONSerializer: object };
  const serializers = { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } };
  // The dispatcher has no public path; package.json pins the version.
  type ChaincodeClass = new (classes: readonly (new () => Contract)[], serializers: object) => object;
  const Chaincode = require('fabric-shim/lib/contract-spi/chaincodefromcontract.js') as ChaincodeClass;
  const chaincode = new Chaincode(contracts, serializers);
  const server = options.tlsProps ? new PeersOnlyServer(chaincode, options) : shim.server(chaincode, options);
  await server.start();
  report(env, build);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
}

function optionsOf(env: ServerEnvironment): ServerOptions {
  const address = needed(env, 'CHAINCODE_SERVER_ADDRESS');
  const options = { ccid: needed(env, 'CHAINCODE_ID'), address, ...GRPC };
  if (env.ONEDOOR_CHAINCODE_PLAIN === 'loopback') {
    if (LOOPBACK.test(address)) return options;
    throw new ServerSettingInvalid(`ONEDOOR_CHAINCODE_PLAIN=loopback does not go with the address ${address}`);
  }
  // Without TLS anybody could pose as the peer, and without the client's certificate so could anybody with TLS.
  const tlsProps = {
    key: readFileSync(needed(env, 'CHAINCODE_TLS_KEY_FILE')),
    cert: readFileSync(needed(env, 'CHAINCODE_TLS_CERT_FILE')),
    clientCACerts: readFileSync(needed(env, 'CHAINCODE_CLIENT_CA_CERT_FILE')),
  };
  return { ...options, tlsProps };
}

function needed(env: ServerEnvironment, name: string): string {
  const value = env[name] ?? '';
  if (value !== '') return value;
  throw new ServerSettingInvalid(`the chaincode server is not started without ${name}`);
}

function silence(): void {
  for (const [module, names] of Object.entries(LOGGERS)) {
    const loggers = require(module) as LoggerModule;
    for (const name of names) loggers.getLogger(name).silent = true;
  }
}

function report({ CHAINCODE_REPORT_FILE: file = '', CHAINCODE_ID: id = '' }: ServerEnvironment, build?: string): void {
  if (file === '') return;
  const content = { packageId: id, digest: build, pid: process.pid, startedAt: new Date().toISOString() };
  writeFileSync(`${file}.draft`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(`${file}.draft`, file);
}
