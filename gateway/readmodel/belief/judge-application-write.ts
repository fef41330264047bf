// SPDX-License-Identifier: Apache-2.0
import { Compile } from 'typebox/compile';
import { applicationIdOf } from '../../../chaincode/domain/application/application-id.js';
import { Filing, Task } from '../../../chaincode/domain/application/application.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import type { Believed, DisbeliefReason } from './belief.js';
import { sha256 } from './digest.js';

const shapes = { filing: Compile(Filing), task: Compile(Task) };

/** A filing under `a/<application>`, whose id follows from who filed it and where; or a task under `a/<application>/<item>`. */
export function judgeApplicationWrite(key: string, document: unknown): Believed | DisbeliefReason {
  if (shapes.filing.Check(document)) {
    if (key !== stateKeys.application(document.applicationId)) return 'KEY_FOREIGN';
    return applicationIdOf(document, sha256) === document.applicationId ? { kind: 'FILING', document } : 'NOT_ITS_OWN';
  }
  if (!shapes.task.Check(document)) return 'SHAPE_UNKNOWN';
  const { applicationId, itemCode } = document;
  if (key !== stateKeys.task(applicationId, itemCode)) return 'KEY_FOREIGN';
  return { kind: 'TASK', department: departmentOf(itemCode), document };
}
