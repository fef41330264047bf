// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../chaincode/domain/roles.js';
import { homeAt } from '../../gateway/home.js';
import type { Home } from '../../gateway/home.js';
import type { GatewayConfig } from '../../gateway/config.js';
import { enrolMissing } from '../../gateway/ledger/fabric/wallet/enrol-missing.js';
import type { EnrolmentStep } from '../../gateway/ledger/fabric/wallet/enrol-missing.js';
import { enrolTls } from '../../gateway/ledger/fabric/wallet/enrol-tls.js';
import type { TlsFiles } from '../../gateway/ledger/fabric/wallet/enrol-tls.js';
import { EnrolmentFailed } from '../../gateway/ledger/fabric/wallet/enrolment-failed.js';
import { renewIdentities } from '../../gateway/ledger/fabric/wallet/renew-identities.js';
import { IdentityUnusable } from '../../gateway/ledger/fabric/wallet/wallet.js';
import { fabricDefinitionOf } from '../../gateway/definition-of.js';
import { networkFolder } from '../../network/native/network-folder.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { enrolmentFailure, walletFailure } from './enrolment-texts.js';

export interface EnrolRequest {
  /** Default: those that the configuration hosts. */
  readonly departments?: readonly string[];
  readonly roles?: readonly Role[];
  /** Renew what ends within so many days, or everything, instead of enrolling what is missing. */
  readonly renew?: { readonly withinDays?: number };
  /** Get TLS certificates too, for these host names. */
  readonly tls?: { readonly hosts: readonly string[] };
  readonly onProgress?: (step: EnrolmentStep) => void;
}

export interface Enrolled {
  readonly wallet: string;
  readonly identities: readonly EnrolmentStep[];
  readonly tls: readonly (TlsFiles & { readonly department: string })[];
}

/** Brings the wallet of this home to what the configuration hosts. @throws {CommandFailure} with the CA's name and what to do. */
export async function enrolDepartments(config: GatewayConfig, request: EnrolRequest): Promise<Enrolled> {
  const home = homeAt(config.home);
  const departments = departmentsOf(config, request.departments);
  try {
    const identities = await identitiesOf(config, home, { ...request, departments });
    const tls = [];
    if (request.tls !== undefined) {
      for (const department of departments) tls.push(await tlsOf(config, home, department, request.tls.hosts));
    }
    return { wallet: home.wallet, identities, tls };
  } catch (error) {
    if (error instanceof EnrolmentFailed) throw enrolmentFailure(error);
    if (error instanceof IdentityUnusable) throw walletFailure(error);
    throw error;
  }
}

function identitiesOf(
  { networkFolder: directory }: GatewayConfig,
  { wallet }: Home,
  { departments, roles, renew, onProgress }: EnrolRequest & { readonly departments: readonly string[] },
): Promise<EnrolmentStep[]> {
  const { connections, enrolments } = networkFolder(directory);
  const order = {
    connections,
    wallet,
    departments,
    ...(roles === undefined ? {} : { roles }),
    ...(onProgress === undefined ? {} : { onProgress }),
  };
  return renew === undefined ? enrolMissing({ ...order, enrolments }) : renewIdentities({ ...order, ...renew });
}

async function tlsOf(
  { networkFolder: directory }: GatewayConfig,
  { tls }: Home,
  department: string,
  hosts: readonly string[],
) {
  const { connections, enrolments } = networkFolder(directory);
  return { department, ...(await enrolTls({ connections, enrolments, department, directory: tls, hosts })) };
}

function departmentsOf(config: GatewayConfig, wanted: readonly string[] | undefined): readonly string[] {
  const known = fabricDefinitionOf(config).departments.map(({ code }) => code);
  const unknown = (wanted ?? config.departments ?? []).filter((code) => !known.includes(code));
  if (unknown.length > 0) {
    throw new CommandFailure(EXIT.USAGE, {
      zh: `没有部门 ${unknown.join('、')}；有：${known.join('、')}。`,
      en: `There is no department ${unknown.join(', ')}; there are: ${known.join(', ')}.`,
    });
  }
  return wanted ?? config.departments ?? known;
}
