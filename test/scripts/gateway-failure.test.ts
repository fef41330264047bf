// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { GatewayFailure, problemOf } from '../../scripts/client/gateway-failure.js';

describe('what the command line says about an answer of the gateway', () => {
  const messageOf = (answer: unknown, status = 422) =>
    new GatewayFailure(status, problemOf(typeof answer === 'string' ? answer : JSON.stringify(answer), status)).message;

  it('names every place that is wrong', () => {
    const errors = [{ pointer: '/subjects/employer/identifier', detail: 'The identifier fails its check' }];
    const problem = { code: 'IDENTIFIER_INVALID', title: 'T', detail: 'Compare it.', errors };
    expect(messageOf(problem)).to.equal(
      'IDENTIFIER_INVALID: Compare it.\n  /subjects/employer/identifier: The identifier fails its check',
    );
  });

  it('makes do with a title, and with a page that is no problem at all', () => {
    expect(messageOf({ code: 'INTERNAL', title: 'The gateway made a mistake', errors: 'none' }, 500)).to.equal(
      'INTERNAL: The gateway made a mistake',
    );
    expect(messageOf('<html>', 502)).to.equal('HTTP_502: HTTP 502');
  });
});
