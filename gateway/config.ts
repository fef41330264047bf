// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

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
  ONEDOOR_LEDGER: Type.Optional(Type.Literal('embedded')),
  /** Issuer of the departments' own tokens. Once set, demo tokens are refused. */
  ONEDOOR_ISSUER: Type.Optional(Type.String({ pattern: '^https://[^ ]{1,500}$' })),
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
  ONEDOOR_LEDGER: 'embedded (the only ledger of this version)',
  ONEDOOR_ISSUER: 'an https address',
  ONEDOOR_CLOSE_SECONDS: 'a number of seconds, 0 to 999',
};

export interface GatewayConfig {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly network: string;
  readonly departments?: readonly string[];
  readonly ledger: 'embedded';
  readonly issuer?: string;
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
  return {
    home: resolve(folder, read.ONEDOOR_HOME),
    host: read.ONEDOOR_HOST,
    port: Number(read.ONEDOOR_PORT),
    logLevel: read.ONEDOOR_LOG_LEVEL,
    network: read.ONEDOOR_NETWORK,
    ...(read.ONEDOOR_DEPARTMENTS === undefined ? {} : { departments: read.ONEDOOR_DEPARTMENTS.split(',') }),
    ledger: 'embedded',
    ...(read.ONEDOOR_ISSUER === undefined ? {} : { issuer: read.ONEDOOR_ISSUER }),
    closeMilliseconds: Number(read.ONEDOOR_CLOSE_SECONDS) * 1000,
  };
}

const DEFAULTS = {
  ONEDOOR_HOME: '.onedoor',
  ONEDOOR_HOST: '127.0.0.1',
  ONEDOOR_PORT: '8080',
  ONEDOOR_LOG_LEVEL: 'info',
  ONEDOOR_NETWORK: 'district',
  ONEDOOR_CLOSE_SECONDS: '10',
} as const;

function faultsOf(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (!isVariable(name)) faults.push(`${name} is not a variable of this version`);
    else if (!fits(name, value)) faults.push(`${name} must be ${EXPECTED[name]}`);
  }
  return faults;
}

function isVariable(name: string): name is Variable {
  return Object.hasOwn(EXPECTED, name);
}

function fits(name: Variable, value: string | undefined): boolean {
  if (!Value.Check(Environment.properties[name], value)) return false;
  return name !== 'ONEDOOR_PORT' || Number(value) <= 65_535;
}
