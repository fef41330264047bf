// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, credentials, status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { buildDigest } from '../../chaincode/fabric/serve-digest.js';
import type { NativeNetwork } from '../../network/native/native-network.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS, sharedNetwork } from './support/shared-network.js';

const SERVER = fileURLToPath(new URL('../../chaincode/fabric/serve.js', import.meta.url));

describe('a chaincode server', function () {
  this.timeout(SHARED_UP_MS);
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-server-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { name, environment, missing } of [
    { name: 'without a TLS key', environment: {}, missing: 'CHAINCODE_TLS_KEY_FILE' },
    {
      name: 'that does not ask peers for a certificate',
      environment: { CHAINCODE_TLS_KEY_FILE: SERVER, CHAINCODE_TLS_CERT_FILE: SERVER },
      missing: 'CHAINCODE_CLIENT_CA_CERT_FILE',
    },
    {
      name: 'in clear beyond this machine',
      environment: { ONEDOOR_CHAINCODE_PLAIN: 'loopback', CHAINCODE_SERVER_ADDRESS: '0.0.0.0:0' },
      missing: 'ONEDOOR_CHAINCODE_PLAIN=loopback does not go with the address 0.0.0.0:0',
    },
  ]) {
    it(`is not started ${name}`, async () => {
      const { code, stderr } = await serve({
        CHAINCODE_ID: 'id',
        CHAINCODE_SERVER_ADDRESS: '127.0.0.1:0',
        ...environment,
      });
      expect(code).to.equal(78);
      expect(stderr).to.include(missing);
    });
  }

  describe('of a department', () => {
    let network: NativeNetwork;
    const server = 'human-resources.chaincode.onedoor';

    before(async function () {
      requireFabric(this);
      network = await sharedNetwork();
    });

    it('reports the build that it runs', async () => {
      const { nodes } = await network.status();
      expect(nodes.find(({ name }) => name === server)).to.include({ build: buildDigest() });
    });

    const shown = (client: string): { cert: Buffer; key: Buffer } => {
      const folder = join(network.directory, client);
      return { cert: readFileSync(join(folder, 'cert.pem')), key: readFileSync(join(folder, 'key.pem')) };
    };

    for (const { who, client, answer } of [
      { who: 'registers with a peer', client: 'nodes/human-resources.peer0/tls', answer: 'registered' },
      {
        who: 'does not take another server for a peer',
        client: `nodes/${server}/tls`,
        answer: status.PERMISSION_DENIED,
      },
      {
        who: 'does not take the administrator for a peer',
        client: 'organisations/HumanResourcesMSP/admin/tls',
        answer: status.PERMISSION_DENIED,
      },
    ]) {
      it(`${who} of the department`, async () => {
        const root = readFileSync(join(network.site.folder.nodes, server, 'tls', 'ca.pem'));
        expect(await connectAs(network.node(server).port(), root, shown(client))).to.equal(answer);
      });
    }

    for (const { name, client, refused } of [
      { name: 'takes the department’s own peer', client: `${server}/peer-client`, refused: false },
      { name: 'refuses the peer of another department', client: 'data-bureau.peer0/tls', refused: true },
      { name: 'refuses who shows no certificate', client: undefined, refused: true },
    ]) {
      it(name, async () => {
        const own = join(network.site.folder.nodes, server, 'tls', 'ca.pem');
        const shown = client === undefined ? undefined : join(network.site.folder.nodes, client);
        expect(await isRefused(network.node(server).port(), own, shown)).to.equal(refused);
      });
    }
  });
});

function serve(environment: Readonly<Record<string, string>>): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SERVER], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('close', (code) => {
      resolve({ code, stderr });
    });
  });
}

/** What the server says to who comes as a peer does: it registers, or the code of its refusal. */
function connectAs(
  port: number,
  root: Buffer,
  { cert, key }: { readonly cert: Buffer; readonly key: Buffer },
): Promise<'registered' | number> {
  const client = new Client(`localhost:${port}`, credentials.createSsl(root, key, cert));
  const same = (bytes: Buffer): Buffer => bytes;
  return new Promise<'registered' | number>((resolve) => {
    const stream = client.makeBidiStreamRequest('/protos.Chaincode/Connect', same, same);
    stream.once('data', () => {
      resolve('registered');
    });
    stream.on('error', ({ code }: { readonly code?: number }) => {
      resolve(code ?? -1);
    });
  }).finally(() => {
    client.close();
  });
}

/** A server that has refused says so right after the handshake; one that has not waits for a request. */
function isRefused(port: number, root: string, client: string | undefined): Promise<boolean> {
  const shown =
    client === undefined
      ? {}
      : { cert: readFileSync(join(client, 'cert.pem')), key: readFileSync(join(client, 'key.pem')) };
  return new Promise((resolve) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      servername: 'localhost',
      ca: readFileSync(root),
      ALPNProtocols: ['h2'],
      ...shown,
    });
    const answer = (refused: boolean) => () => {
      socket.destroy();
      resolve(refused);
    };
    socket.once('error', answer(true)).once('close', answer(true)).once('data', answer(false));
  });
}
