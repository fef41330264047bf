// SPDX-License-Identifier: Apache-2.0
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { GatewayApp } from './gateway-app.js';
import { completeSchemas } from './openapi-schemas.js';
import { problemExamples } from './problems/problem-responses.js';

const TAGS = [
  { name: 'intakes', description: 'Intakes and officers: verification of materials' },
  { name: 'departments', description: 'Departments: what they attest' },
  { name: 'auditors', description: 'Auditors: who read what, and why' },
  { name: 'catalogue', description: 'Everyone: departments, record types, service items' },
  { name: 'operators', description: 'Operators: health and measurements' },
  { name: 'everyone', description: 'Everyone: transactions, problems, version' },
];

/** Where the routes of the page live; they belong to the plugin. */
export const DOCS_PREFIX = '/docs';

/** OpenAPI 3.1 from the schemas of the routes. To be registered before them. */
export async function describeRoutes(app: GatewayApp, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: documentHead(version),
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, index) => nameOf(json, index) },
    transformObject: (document) => completeSchemas('openapiObject' in document ? document.openapiObject : {}),
    transform: ({ schema, url, route }) => ({
      schema: hidden(url, route.method) ? { ...schema, hide: true } : schema,
      url,
    }),
  });
  await app.register(swaggerUi, {
    routePrefix: DOCS_PREFIX,
    staticCSP: {
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    },
    uiConfig: { deepLinking: false, validatorUrl: null, persistAuthorization: false },
  });
}

function documentHead(version: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'OneDoor',
      version,
      description: 'Departments attest, an intake verifies, the citizen hands in nothing.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: TAGS,
    components: {
      examples: problemExamples(),
      securitySchemes: {
        token: {
          type: 'http' as const,
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'ES256; names department and role. In the demo, `npx onedoor token` prints one.',
        },
      },
    },
  };
}

function nameOf(json: unknown, index: number): string {
  const { $id } = json as { $id?: unknown };
  return typeof $id === 'string' ? $id : `def-${index}`;
}

function hidden(url: string, method: string | string[]): boolean {
  return url.startsWith(DOCS_PREFIX) || url === '/style.css' || url === '/openapi.json' || method === 'HEAD';
}

/** The document as docs/openapi.json keeps it: without the version, so that a release changes nothing in it. */
export function openapiText(app: GatewayApp): string {
  const document = app.swagger() as { info: { version: string } };
  return `${JSON.stringify({ ...document, info: { ...document.info, version: '1' } }, undefined, 2)}\n`;
}
