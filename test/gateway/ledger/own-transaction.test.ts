// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { ChannelError } from '../../../gateway/ledger/fabric/channel-error.js';
import { GatewayDriver } from '../../../gateway/ledger/fabric/drivers/gateway-driver.js';
import { ownTransaction } from '../../../gateway/ledger/fabric/drivers/own-transaction.js';
import { signTransaction } from '../../../gateway/ledger/fabric/drivers/sign-transaction.js';
import { signingIdentity } from '../../../gateway/ledger/fabric/signing-identity.js';
import { createAuthority } from '../../../network/embedded/identity/certificate-authority.js';
import { serializeIdentity } from '../../../network/embedded/identity/serialized-identity.js';
import { buildEnvelope } from '../../../network/embedded/protocol/build-envelope.js';
import { readEnvelope } from '../../../network/embedded/protocol/read-envelope.js';
import { LyingPeer } from './lying-peer.js';
import { ENDORSERS, SIGNED, answerTo, bytesOf, envelopeOf, proposed, signer, text } from './proposed-transactions.js';

/** The same envelope with something else in its payload. */
function altered(change: (payload: common.Payload, transaction: peer.Transaction) => void): Uint8Array {
  const envelope = common.Envelope.deserializeBinary(envelopeOf(proposed()));
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  change(payload, transaction);
  payload.setData(transaction.serializeBinary());
  envelope.setPayload(payload.serializeBinary());
  return envelope.serializeBinary();
}

function withChannelHeader(change: (header: common.ChannelHeader) => void): Uint8Array {
  return altered((payload) => {
    const header = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() ?? SIGNED);
    change(header);
    payload.getHeader()?.setChannelHeader(header.serializeBinary());
  });
}

function withSigner(change: (header: common.SignatureHeader) => void): Uint8Array {
  return altered((payload) => {
    const header = common.SignatureHeader.deserializeBinary(payload.getHeader()?.getSignatureHeader_asU8() ?? SIGNED);
    change(header);
    payload.getHeader()?.setSignatureHeader(header.serializeBinary());
  });
}

function withAction(change: (action: peer.ChaincodeActionPayload) => void): Uint8Array {
  return altered((_, transaction) => {
    const [holder] = transaction.getActionsList();
    const action = peer.ChaincodeActionPayload.deserializeBinary(holder?.getPayload_asU8() ?? SIGNED);
    change(action);
    holder?.setPayload(action.serializeBinary());
  });
}

const elsewhere = (changes: Parameters<typeof proposed>[0]): Uint8Array => proposed(changes).publicPayload;

/** What somebody could have signed instead, and what is said of it. */
const FOREIGN: Readonly<Record<string, readonly [envelope: () => Uint8Array, said: RegExp]>> = {
  'no envelope': [() => SIGNED, /holds no single call/u],
  'a configuration': [
    () =>
      withChannelHeader((header) => {
        header.setType(common.HeaderType.CONFIG_UPDATE);
      }),
    /holds no single call/u,
  ],
  'another channel': [
    () =>
      withChannelHeader((header) => {
        header.setChannelId('other');
      }),
    /of another channel/u,
  ],
  'another id': [
    () =>
      withChannelHeader((header) => {
        header.setTxId('0'.repeat(64));
      }),
    /its id is another/u,
  ],
  'another time': [
    () =>
      withChannelHeader((header) => {
        header.clearTimestamp();
      }),
    /its header is another/u,
  ],
  'another chaincode in the header': [
    () =>
      withChannelHeader((header) => {
        header.setExtension$(new Uint8Array());
      }),
    /its header is another/u,
  ],
  'another creator': [
    () =>
      withSigner((header) => {
        header.setCreator(serializeIdentity('BMSP', 'certificate'));
      }),
    /its creator is another/u,
  ],
  'another nonce': [
    () =>
      withSigner((header) => {
        header.setNonce(text('other'));
      }),
    /its nonce is another/u,
  ],
  'no action': [
    () =>
      altered((_, transaction) => {
        transaction.clearActionsList();
      }),
    /holds no single call/u,
  ],
  'two actions': [
    () =>
      altered((_, transaction) => {
        const [action] = transaction.getActionsList();
        transaction.addActions(action);
      }),
    /holds no single call/u,
  ],
  'another signer of the action': [
    () =>
      altered((_, transaction) => {
        transaction.getActionsList()[0]?.setHeader(SIGNED);
      }),
    /signed as by somebody else/u,
  ],
  'another call': [
    () =>
      withAction((action) => {
        action.setChaincodeProposalPayload(elsewhere({ args: ['{"a":1}'] }));
      }),
    /its call is another/u,
  ],
  'transient data': [
    () =>
      withAction((action) => {
        const payload = peer.ChaincodeProposalPayload.deserializeBinary(action.getChaincodeProposalPayload_asU8());
        payload.getTransientmapMap().set('key', text('a secret'));
        action.setChaincodeProposalPayload(payload.serializeBinary());
      }),
    /its call is another/u,
  ],
  'an answer to another proposal': [
    () => envelopeOf(proposed(), answerTo(proposed(), { hash: proposed({ args: ['other'] }).hash })),
    /answered another proposal/u,
  ],
  'an answer of another chaincode': [
    () => envelopeOf(proposed(), answerTo(proposed(), { chaincode: 'other' })),
    /another chaincode answered/u,
  ],
  'a refusal': [() => envelopeOf(proposed(), answerTo(proposed(), { status: 500 })), /is a refusal/u],
  'one endorsement of two': [() => envelopeOf(proposed(), undefined, ['AMSP']), /BMSP has not endorsed it/u],
  'twice the same endorser': [() => envelopeOf(proposed(), undefined, ['AMSP', 'AMSP']), /BMSP has not endorsed it/u],
  'one endorsement more': [
    () => envelopeOf(proposed(), undefined, ['AMSP', 'BMSP', 'CMSP']),
    /endorsed it who was not asked/u,
  ],
  'another proposal, whole': [() => envelopeOf(proposed({ args: ['other'] })), /its call is another/u],
};

describe('what a peer hands back for signing', () => {
  const proposal = bytesOf(proposed());

  it('is signed as made here, where it is a transaction of what was proposed', () => {
    const foreignBytes = Buffer.concat([envelopeOf(proposed()), Buffer.from([0x7a, 1, 1])]); // a field that nobody knows
    const identity = { ...signer('AMSP'), expiresAt: 0, sign: (message: Uint8Array) => message.slice(-4) };
    const { transactionId, payload, envelope } = signTransaction(identity, foreignBytes, {
      proposal,
      endorsers: ENDORSERS,
    });
    const read = readEnvelope(envelope);
    expect([transactionId, Buffer.from(payload).toString()]).to.deep.equal([proposed().transactionId, '"answered"']);
    expect(read).to.deep.include({ code: 'VALID', transactionId, signature: read.payload.slice(-4) });
    expect(envelope).to.deep.equal(buildEnvelope(identity, proposed(), answerTo(proposed()), endorsementsIn(read)));
  });

  for (const [what, [envelope, said]] of Object.entries(FOREIGN)) {
    it(`is refused as ${what}`, () => {
      const check = (): unknown => ownTransaction(envelope(), { proposal, endorsers: ENDORSERS });
      expect(check).to.throw(ChannelError, said).with.property('fault', 'FOREIGN');
    });
  }

  it('is neither signed nor sent by the driver where the peer lies', async () => {
    const lying = await LyingPeer.listen();
    const identity = signingIdentity({ mspId: 'AMSP', ...(await createAuthority('AMSP')) });
    const driver = new GatewayDriver('district', lying.profile);
    const call = { chaincode: 'onedoor', transaction: 'onedoor:Any', args: ['{}'], transient: {} };
    const error: unknown = await driver
      .endorse(call, ['AMSP'], { identity, milliseconds: 5_000 })
      .catch((reason: unknown) => reason);
    await driver.close();
    lying.close();
    expect(error).to.be.instanceOf(ChannelError).with.property('fault', 'FOREIGN');
    expect((error as Error).message)
      .to.include('its id is another')
      .and.to.include('nothing was signed');
    expect(lying.calls).to.deep.equal(['Endorse']);
  });
});

function endorsementsIn({ action }: ReturnType<typeof readEnvelope>): peer.Endorsement[] {
  return (action?.endorsements ?? []).map(({ endorser, signature }) => {
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(endorser);
    endorsement.setSignature(signature);
    return endorsement;
  });
}
