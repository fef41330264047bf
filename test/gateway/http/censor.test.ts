// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openLog } from '../../../gateway/http/logging.js';

describe('the log', () => {
  const lines: string[] = [];
  const log = openLog({ level: 'info', stream: { write: (line) => void lines.push(line) } });
  const logged = (line: object): Record<string, unknown> => {
    log.info(line, 'said');
    return JSON.parse(lines.pop() ?? '{}') as Record<string, unknown>;
  };

  it('replaces personal members at every depth, in lists and in what a child is bound to', () => {
    const line = logged({ status: 1, identifier: 'P-1', a: { name: 'P-2', b: [{ claims: { c: 'P-3' } }] } });
    expect(line).to.include({ status: 1, identifier: '[redacted]', msg: 'said' });
    expect(line['a']).to.deep.equal({ name: '[redacted]', b: [{ claims: '[redacted]' }] });
    log.child({ token: 'P-4' }).info('bound');
    expect(lines.pop()).to.contain('[redacted]').and.not.contain('P-4');
  });

  it('shows nothing of what lies too deep, and ends with what leads to itself', () => {
    const round: Record<string, unknown> = { z: { z: { z: { z: { z: { secret: 'P-5' } } } } } };
    round['round'] = round;
    log.info(round, 'round');
    expect(lines.pop()).to.contain('"msg":"round"').and.not.contain('P-5');
  });

  it('describes an error and leaves what was given as it is', () => {
    const given = { err: new Error('no "Li Hua" here'), body: 'P-6' };
    const line = logged(given);
    expect(line['err']).to.include({ type: 'Error', message: 'no "…" here' });
    expect(line['body']).to.equal('[redacted]');
    expect(given.body).to.equal('P-6');
  });

  it('hides what an error quotes at such length that it is cut off', () => {
    const line = logged({ err: new Error(`sent twice in "/v1/x?a=${'&b=%E6%9D%8E'.repeat(60)}" (GET)?`) });
    expect(line['err']).to.include({ message: 'sent twice in "…"' });
  });
});
