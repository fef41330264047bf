// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { TransactionView } from '../../gateway/usecases/transactions/transaction-view.js';
import type { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import { MS_LI } from '../demo/ms-li.js';
import type { Stage } from './stage.js';
import { unless } from './told.js';
import type { Told } from './told.js';

/** The access stands in a block, and the committed access holds nothing about Ms Li. */
export async function ledgerStep(stage: Stage, { ledger, verificationId }: VerificationAnswer): Promise<Told> {
  const { transactionId } = ledger;
  const intake = (path: string) => stage.ask('human-resources', 'intake', path, { retries: 3 });
  const transaction = Value.Parse(TransactionView, await intake(`/v1/transactions/${transactionId}`));
  const committed = JSON.stringify(await intake(`/v1/verifications/${verificationId}`));
  const bare = [MS_LI.name, MS_LI.identifier].every((value) => !committed.includes(value));
  return {
    title: { zh: '账本上有据可查，却没有个人信息', en: 'On the ledger, and nothing personal in it' },
    lines: [
      { zh: `交易 ${transactionId}：${transaction.state}`, en: `Transaction ${transactionId}: ${transaction.state}` },
      {
        zh: `已上链的调用记录不含姓名和证件号码：${bare ? '是' : '否'}`,
        en: `The committed access holds neither name nor identifier: ${bare ? 'true' : 'false'}`,
      },
    ],
    amiss: [
      ...unless(transaction.state === 'COMMITTED', `the transaction is ${transaction.state}`),
      ...unless(bare, 'the committed access names Ms Li'),
    ],
    answer: transaction,
  };
}
