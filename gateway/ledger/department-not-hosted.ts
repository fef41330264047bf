// SPDX-License-Identifier: Apache-2.0

/** A gateway signs only as the departments that it hosts. */
export class DepartmentNotHosted extends Error {
  override readonly name = 'DepartmentNotHosted';

  constructor(department: string) {
    super(`this gateway does not host ${department} and cannot sign as it`);
  }
}
