// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { runOnedoor } from '../support/run-onedoor.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('what stands behind a verb of onedoor import is its own', () => {
  const folder = temporaryFolder();
  const department = ['--department', 'human-resources'];

  it('list takes its department, although import has such an option too', async () => {
    const { stderr } = await runOnedoor(['import', 'list', ...department], { home: folder.path });
    expect(stderr).to.include('No gateway runs here');
  });

  it('revert takes its department and its legal act', async () => {
    const args = ['import', 'revert', 'no-uuid', ...department, '--legal-act', 'x'];
    const { stderr } = await runOnedoor(args, { home: folder.path });
    expect(stderr).to.include('The import id is not a UUID');
  });
});
