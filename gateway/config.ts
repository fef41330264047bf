// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { DEFAULT_LIMITS, type HttpLimits } from './http/http-settings.js';
import { isSafeAddress } from './http/identity/find-jwks.js';
import type { LedgerKind } from './ledger-kind.js';
import type { FabricDriver } from './ledger/fabric/drivers/open-driver.js';

const digits = (pattern: string) => ({ pattern });

/** What the environment may say. Everything is text; an empty text counts as absent. */
const Environment = Type.Object({
  ONEDOOR_HOME: Type.Optional(Type.String()),
  ONEDOOR_HOST: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9.:-]{1,253}$' })),
  ONEDOOR_PORT: Type.Optional(Type.String(digits('^[0-9]{1,5}$'))),
  ONEDOOR_LOG_LEVEL: Type.Optional(
    Type.Union(
      (['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const).map((level) => Type.Literal(level)),
    ),
  ),
  /** A packaged network definition by name, or a file. */
  ONEDOOR_NETWORK: Type.Optional(Type.String()),
  /** Departments for which this gateway signs, separated by commas; default: all of the network. */
  ONEDOOR_DEPARTMENTS: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*$' })),
  /** Default: the one to which the home belongs; of a new home the embedded one. */
  ONEDOOR_LEDGER: Type.Optional(Type.Union([Type.Literal('embedded'), Type.Literal('fabric')])),
  /** Which SDK speaks to a Fabric network. */
  ONEDOOR_FABRIC_DRIVER: Type.Optional(Type.Union([Type.Literal('fabric-gateway'), Type.Literal('fabric-network')])),
  /** Folder of a Fabric network: connection profiles and enrolment secrets of its departments. */
  ONEDOOR_NETWORK_FOLDER: Type.Optional(Type.String()),
  /** Where the pseudonym service answers, if it is a process of its own. */
  ONEDOOR_PSEUDONYMS_URL: Type.Optional(Type.String({ pattern: '^https://[A-Za-z0-9.:[\\]-]{1,260}/?$' })),
  /** The root that vouches for it. */
  ONEDOOR_PSEUDONYMS_CA: Type.Optional(Type.String()),
  /** Folder of the departments' TLS certificates. */
  ONEDOOR_PSEUDONYMS_TLS: Type.Optional(Type.String()),
  /** Issuer of the departments' own tokens, as it stands in `iss`. Once set, demo tokens are refused. */
  ONEDOOR_ISSUER: Type.Optional(Type.String({ maxLength: 500 })),
  /** Where its keys are; default: where its discovery document says. */
  ONEDOOR_ISSUER_KEYS: Type.Optional(Type.String({ maxLength: 500 })),
  /** What stands in `aud`. */
  ONEDOOR_AUDIENCE: Type.Optional(Type.String({ pattern: '^[!-~]{1,200}$' })),
  /** The longest life of a token. */
  ONEDOOR_TOKEN_MINUTES: Type.Optional(Type.String(digits('^[1-9][0-9]{0,3}$'))),
  /** Requests a minute; 0 = no limit. */
  ONEDOOR_LIMIT_CALLER: Type.Optional(Type.String(digits('^[0-9]{1,9}$'))),
  ONEDOOR_LIMIT_ADDRESS: Type.Optional(Type.String(digits('^[0-9]{1,9}$'))),
  ONEDOOR_LIMIT_FAILURES: Type.Optional(Type.String(digits('^[0-9]{1,9}$'))),
  /** Requests an hour; 0 = no limit. */
  ONEDOOR_LIMIT_KEYS: Type.Optional(Type.String(digits('^[0-9]{1,9}$'))),
  ONEDOOR_LIMIT_CONNECTIONS: Type.Optional(Type.String(digits('^[0-9]{1,6}$'))),
  /** When requests are turned away; 0 = never. */
  ONEDOOR_LIMIT_DELAY_MS: Type.Optional(Type.String(digits('^[0-9]{1,6}$'))),
  ONEDOOR_LIMIT_HEAP_MIB: Type.Optional(Type.String(digits('^[0-9]{1,6}$'))),
  /** Bytes of an upload; 0 = no limit. */
  ONEDOOR_UPLOAD_MAX_BYTES: Type.Optional(Type.String(digits('^[0-9]{1,12}$'))),
  ONEDOOR_PROXIES: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F.:/]{2,60}(,[0-9a-fA-F.:/]{2,60}){0,19}$' })),
  ONEDOOR_CLOSE_SECONDS: Type.Optional(Type.String(digits('^[0-9]{1,3}$'))),
});
type Environment = Static<typeof Environment>;
type Variable = keyof Environment;

const EXPECTED: Readonly<Record<Variable, string>> = {
  ONEDOOR_HOME: 'a folder',
  ONEDOOR_HOST: 'a host name or address',
  ONEDOOR_PORT: 'a port, 0 to 65535',
  ONEDOOR_LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent',
  ONEDOOR_NETWORK: 'a network definition',
  ONEDOOR_DEPARTMENTS: 'department codes separated by commas',
  ONEDOOR_LEDGER: 'embedded or fabric',
  ONEDOOR_FABRIC_DRIVER: 'fabric-gateway or fabric-network',
  ONEDOOR_NETWORK_FOLDER: 'a folder',
  ONEDOOR_PSEUDONYMS_URL: 'an https address without a path',
  ONEDOOR_PSEUDONYMS_CA: 'a file',
  ONEDOOR_PSEUDONYMS_TLS: 'a folder',
  ONEDOOR_ISSUER: 'an https address',
  ONEDOOR_ISSUER_KEYS: 'an https address',
  ONEDOOR_AUDIENCE: 'a name without spaces',
  ONEDOOR_TOKEN_MINUTES: 'a number of minutes, 1 to 9999',
  ONEDOOR_LIMIT_CALLER: 'a number of requests a minute (0: no limit)',
  ONEDOOR_LIMIT_ADDRESS: 'a number of requests a minute (0: no limit)',
  ONEDOOR_LIMIT_FAILURES: 'a number of requests a minute (0: no limit)',
  ONEDOOR_LIMIT_KEYS: 'a number of requests an hour (0: no limit)',
  ONEDOOR_LIMIT_CONNECTIONS: 'a number of connections (0: no limit)',
  ONEDOOR_LIMIT_DELAY_MS: 'a number of milliseconds (0: no limit)',
  ONEDOOR_LIMIT_HEAP_MIB: 'a number of mebibytes (0: no limit)',
  ONEDOOR_UPLOAD_MAX_BYTES: 'a number of bytes (0: no limit)',
  ONEDOOR_PROXIES: 'IP addresses or networks separated by commas',
  ONEDOOR_CLOSE_SECONDS: 'a number of seconds, 0 to 999',
};

/** Whose tokens count. */
export interface IssuerSettings {
  readonly name: string;
  readonly jwks?: string;
  readonly audience?: string;
  readonly longestSeconds: number;
}

/** How the pseudonym service of another process is asked. */
export interface PseudonymSettings {
  readonly url: string;
  /** File with the root that vouches for it, PEM. */
  readonly root: string;
  /** Folder with `<department>/cert.pem` and `key.pem` for each department that this gateway hosts. */
  readonly tls: string;
}

export interface GatewayConfig {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Absent: the running network's own on Fabric, else the district. */
  readonly network?: string;
  readonly departments?: readonly string[];
  /** Absent: the home's own. */
  readonly ledger?: LedgerKind;
  readonly fabricDriver?: FabricDriver;
  /** Where the connection profiles of a Fabric network lie; default: `network` in the home. */
  readonly networkFolder: string;
  /** Absent: the service is opened in this process. */
  readonly pseudonyms?: PseudonymSettings;
  /** Absent: the demo's. */
  readonly issuer?: IssuerSettings;
  readonly limits: HttpLimits;
  /** How long requests in progress may take to end when the gateway closes. */
  readonly closeMilliseconds: number;
}

/** The environment cannot be used; the message names everything that is wrong with it, and no value. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['the configuration cannot be used:', ...faults].join('\n  '));
    this.faults = faults;
  }
}

/** Reads the environment. @throws {ConfigInvalid} with all faults at once, variables that nobody reads included. */
export function readConfig(environment: NodeJS.ProcessEnv, folder = process.cwd()): GatewayConfig {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith('ONEDOOR_') && value !== ''),
  );
  const faults = faultsOf(given);
  if (faults.length > 0) throw new ConfigInvalid(faults);
  const read = { ...DEFAULTS, ...(given as Environment) };
  const home = resolve(folder, read.ONEDOOR_HOME);
  return {
    home,
    host: read.ONEDOOR_HOST,
    port: Number(read.ONEDOOR_PORT),
    logLevel: read.ONEDOOR_LOG_LEVEL,
    ...(read.ONEDOOR_NETWORK === undefined ? {} : { network: read.ONEDOOR_NETWORK }),
    ...(read.ONEDOOR_DEPARTMENTS === undefined ? {} : { departments: read.ONEDOOR_DEPARTMENTS.split(',') }),
    ...(read.ONEDOOR_LEDGER === undefined ? {} : { ledger: read.ONEDOOR_LEDGER }),
    ...(read.ONEDOOR_FABRIC_DRIVER === undefined ? {} : { fabricDriver: read.ONEDOOR_FABRIC_DRIVER }),
    networkFolder: resolve(folder, read.ONEDOOR_NETWORK_FOLDER ?? join(home, 'network')),
    ...pseudonymsOf(read, home, folder),
    ...issuerOf(read),
    limits: limitsOf(read),
    closeMilliseconds: Number(read.ONEDOOR_CLOSE_SECONDS) * 1000,
  };
}

const DEFAULTS = {
  ONEDOOR_HOME: '.onedoor',
  ONEDOOR_HOST: '127.0.0.1',
  ONEDOOR_PORT: '8080',
  ONEDOOR_LOG_LEVEL: 'info',
  ONEDOOR_CLOSE_SECONDS: '10',
} as const;
const LONGEST_TOKEN_MINUTES = 12 * 60;

type Settings = Omit<Environment, 'ONEDOOR_LOG_LEVEL'>;

function pseudonymsOf(read: Settings, home: string, folder: string): { pseudonyms?: PseudonymSettings } {
  const { ONEDOOR_PSEUDONYMS_URL: url, ONEDOOR_PSEUDONYMS_CA: root = '', ONEDOOR_PSEUDONYMS_TLS: tls } = read;
  if (url === undefined) return {};
  return { pseudonyms: { url, root: resolve(folder, root), tls: resolve(folder, tls ?? join(home, 'tls')) } };
}

function issuerOf(read: Settings): { issuer?: IssuerSettings } {
  const { ONEDOOR_ISSUER: name, ONEDOOR_ISSUER_KEYS: jwks, ONEDOOR_AUDIENCE: audience } = read;
  if (name === undefined) return {};
  const longestSeconds = Number(read.ONEDOOR_TOKEN_MINUTES ?? LONGEST_TOKEN_MINUTES) * 60;
  const where = jwks === undefined ? {} : { jwks };
  return { issuer: { name, ...where, ...(audience === undefined ? {} : { audience }), longestSeconds } };
}

function limitsOf(read: Settings): HttpLimits {
  const number = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : Number(text);
  return {
    caller: number(read.ONEDOOR_LIMIT_CALLER, DEFAULT_LIMITS.caller),
    address: number(read.ONEDOOR_LIMIT_ADDRESS, DEFAULT_LIMITS.address),
    failures: number(read.ONEDOOR_LIMIT_FAILURES, DEFAULT_LIMITS.failures),
    keys: number(read.ONEDOOR_LIMIT_KEYS, DEFAULT_LIMITS.keys),
    connections: number(read.ONEDOOR_LIMIT_CONNECTIONS, DEFAULT_LIMITS.connections),
    delay: number(read.ONEDOOR_LIMIT_DELAY_MS, DEFAULT_LIMITS.delay),
    heap: number(read.ONEDOOR_LIMIT_HEAP_MIB, DEFAULT_LIMITS.heap),
    upload: number(read.ONEDOOR_UPLOAD_MAX_BYTES, DEFAULT_LIMITS.upload),
    proxies: read.ONEDOOR_PROXIES?.split(',') ?? DEFAULT_LIMITS.proxies,
  };
}

function faultsOf(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (!isVariable(name)) faults.push(`${name} is not a variable of this version`);
    else if (!fits(name, value)) faults.push(`${name} must be ${EXPECTED[name]}`);
    else if (TOGETHER[name]?.some((other) => given[other] === undefined) === true)
      faults.push(`${name} is set without ${TOGETHER[name].join(' and ')}`);
  }
  return faults;
}

/** What means nothing alone. */
const TOGETHER: Partial<Readonly<Record<Variable, readonly Variable[]>>> = {
  ONEDOOR_PSEUDONYMS_URL: ['ONEDOOR_PSEUDONYMS_CA'],
  ONEDOOR_PSEUDONYMS_CA: ['ONEDOOR_PSEUDONYMS_URL'],
  ONEDOOR_PSEUDONYMS_TLS: ['ONEDOOR_PSEUDONYMS_URL'],
};

function isVariable(name: string): name is Variable {
  return Object.hasOwn(EXPECTED, name);
}

function fits(name: Variable, value = ''): boolean {
  if (!Value.Check(Environment.properties[name], value)) return false;
  const further = FURTHER[name];
  return further === undefined || further(value);
}

/** What a pattern cannot say. */
const FURTHER: Partial<Readonly<Record<Variable, (value: string) => boolean>>> = {
  ONEDOOR_PORT: (value) => Number(value) <= 65_535,
  ONEDOOR_ISSUER: isSafeAddress,
  ONEDOOR_ISSUER_KEYS: isSafeAddress,
  ONEDOOR_PROXIES: (value) => value.split(',').every(isNetwork),
};

function isNetwork(text: string): boolean {
  const [address = '', length = '0', ...rest] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 && rest.length === 0 && /^[0-9]{1,3}$/u.test(length) && Number(length) <= (family === 4 ? 32 : 128)
  );
}
