// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import fastify from 'fastify';
import { authenticate } from '../../../gateway/http/identity/authentication.js';
import { issuerOf } from './support.js';

describe('declarations of routes', () => {
  it('a route that does not say who may use it fails at start', () => {
    const app = fastify();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    authenticate(app, { policy: { issuer: issuerOf(privateKey), departments: [] }, pluginPrefixes: ['/docs'] });
    expect(() => app.get('/v1/forgotten', () => 'x')).to.throw('/v1/forgotten does not declare who may use it');
    expect(() => app.get('/docs/x', () => 'x')).not.to.throw();
    expect(() => app.get('/open', { config: { access: 'everyone' } }, () => 'x')).not.to.throw();
  });
});
