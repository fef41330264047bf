// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('box-server.js', import.meta.url));
/** A department that joins. */
export const THIRD = {
  code: 'civil-affairs',
  mspId: 'CivilAffairsMSP',
  title: { zh: '民政局', en: 'Civil Affairs Bureau' },
  bodies: [],
};

/** The chaincode of the tests of operations, in one of its builds. */
export const box = (version: string, build: string) => ({
  name: 'box',
  version,
  digest: build.repeat(32).slice(0, 64),
  command: [process.execPath, SERVER] as const,
  environment: { BOX_BUILD: build },
  endorsement: { channelPolicy: 'TwoDepartments' },
});
