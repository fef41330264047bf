// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { CallerSigners } from '../../../gateway/ledger/fabric/caller-signers.js';
import { DepartmentNotHosted } from '../../../gateway/ledger/department-not-hosted.js';
import { LedgerUnavailable } from '../../../gateway/ledger/ledger-errors.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { createAuthority } from '../../../network/embedded/identity/certificate-authority.js';
import { rejectionOf } from '../usecases/support/rejection-of.js';

async function signersWith(mspId: string): Promise<CallerSigners> {
  const keys = await createAuthority(mspId);
  const identity = () => Promise.resolve({ mspId, ...keys });
  const wallet = { directory: '', identity, labels: () => Promise.resolve(['data-bureau.officer']) };
  return new CallerSigners(wallet, loadDefinition('minimal'), ['data-bureau']);
}

describe('an identity of the wallet', () => {
  const caller = { department: 'data-bureau', role: 'officer' } as const;

  it('signs for the department whose organisation it is of', async () => {
    const signers = await signersWith('DataBureauMSP');
    expect(await signers.of(caller)).to.include({ mspId: 'DataBureauMSP' });
    expect(await signers.any('data-bureau')).to.include({ mspId: 'DataBureauMSP' });
    expect(await rejectionOf(signers.of({ ...caller, department: 'human-resources' }))).to.be.instanceOf(
      DepartmentNotHosted,
    );
  });

  it('does not sign for a department of another organisation, whatever its file is called', async () => {
    const refusal = await rejectionOf((await signersWith('HumanResourcesMSP')).of(caller));
    expect(refusal).to.be.instanceOf(LedgerUnavailable);
    expect((refusal as Error).message).to.include('data-bureau.officer is of another organisation');
  });
});
