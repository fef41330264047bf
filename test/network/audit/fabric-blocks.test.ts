// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { common, peer } from '@hyperledger/fabric-protos';
import { codeNumber } from '../../../network/embedded/validation-code.js';
import { changeAction, changeConfig, changePayload, changeWrite, rehash } from './altered-envelope.js';
import { changeEnvelope, setMetadata } from './altered-blocks.js';
import { named } from './audited.js';
import { RECORDED_CODES, auditedFabric, recordedBlocks } from './recorded-fabric.js';
import type { AuditedFabric } from './recorded-fabric.js';

const { SIGNATURES, TRANSACTIONS_FILTER, COMMIT_HASH } = common.BlockMetadataIndex;

describe('audit of a Fabric ledger from its blocks', () => {
  let blocks: common.Block[];

  beforeEach(async () => {
    blocks = await recordedBlocks();
  });

  const blockAt = (number: number): common.Block => {
    const block = blocks[number];
    if (block === undefined) throw new Error(`no block ${number}`);
    return block;
  };
  const metadata = (number: number, index: number): Uint8Array =>
    blockAt(number).getMetadata()?.getMetadataList_asU8()[index] ?? new Uint8Array();
  const detailOf = ({ findings }: AuditedFabric, code: string): string =>
    findings.find((finding) => finding.code === code)?.detail ?? '';

  it('finds nothing in it, and the same codes, definitions, policies and commit hashes as the peer', async () => {
    const audited = await auditedFabric(blocks);
    expect(audited.findings).to.deep.equal([]);
    for (const number of blocks.keys()) {
      expect(audited.codes[number], `block ${number}`).to.deep.equal(RECORDED_CODES[number] ?? ['VALID']);
    }
    expect(audited.signatures).to.equal(150);
  });

  it('names a signature of the orderer in which one bit is another', async () => {
    const signed = common.Metadata.deserializeBinary(metadata(5, SIGNATURES));
    const [signature] = signed.getSignaturesList();
    const bytes = signature?.getSignature_asU8().slice() ?? new Uint8Array();
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    signature?.setSignature(bytes);
    setMetadata(blockAt(5), SIGNATURES, signed.serializeBinary());
    expect(named(await auditedFabric(blocks))).to.deep.equal(['ORDERER_SIGNATURE 5']);
  });

  it('names what an orderer did not say of the last configuration', async () => {
    const signed = common.Metadata.deserializeBinary(metadata(25, SIGNATURES));
    const value = common.OrdererBlockMetadata.deserializeBinary(signed.getValue_asU8());
    value.getLastConfig()?.setIndex(19);
    signed.setValue(value.serializeBinary());
    setMetadata(blockAt(25), SIGNATURES, signed.serializeBinary());
    expect(named(await auditedFabric(blocks))).to.have.members(['LAST_CONFIGURATION 25', 'ORDERER_SIGNATURE 25']);
  });

  it('names an endorser who was put in place of another', async () => {
    changeEnvelope(blockAt(4), 0, (envelope) => {
      changeAction(envelope, (action) => {
        const [first, second] = action.getEndorsementsList();
        second?.setEndorser(first?.getEndorser_asU8() ?? '');
      });
    });
    const found = named(await auditedFabric(blocks));
    expect(found).to.include.members(['DATA_HASH 4', 'VALIDATION_CODE 4', 'COMMIT_HASH 4']);
    rehash(blocks);
    expect(named(await auditedFabric(blocks))).to.include.members(['VALIDATION_CODE 4', 'ORDERER_SIGNATURE 4']);
  });

  it('names an endorsement that was left out as what it leads to', async () => {
    changeEnvelope(blockAt(4), 0, (envelope) => {
      changeAction(envelope, (action) => {
        action.setEndorsementsList(action.getEndorsementsList().slice(1));
      });
    });
    expect(detailOf(await auditedFabric(blocks), 'VALIDATION_CODE')).to.contain('BAD_CREATOR_SIGNATURE');
  });

  for (const [number, what] of [
    [6, 'a public write that one of two endorsed'],
    [8, 'a statement in a collection whose owner did not endorse it'],
    [15, 'a write against the policy of its key'],
    [27, 'a private write against the policy of its key'],
  ] as const) {
    it(`names ${what} once it is called valid`, async () => {
      setMetadata(blockAt(number), TRANSACTIONS_FILTER, Uint8Array.of(codeNumber('VALID')));
      const audited = await auditedFabric(blocks);
      expect(named(audited)).to.deep.equal([`VALIDATION_CODE ${number}`]);
      expect(detailOf(audited, 'VALIDATION_CODE')).to.contain('ENDORSEMENT_POLICY_FAILURE follows');
    });
  }

  it('names conflicts that are called valid, and a valid one that is not', async () => {
    const [valid, conflict] = [codeNumber('VALID'), codeNumber('MVCC_READ_CONFLICT')];
    setMetadata(blockAt(17), TRANSACTIONS_FILTER, Uint8Array.of(conflict, valid, conflict));
    setMetadata(blockAt(18), TRANSACTIONS_FILTER, Uint8Array.of(valid, valid));
    const expected = ['VALIDATION_CODE 17', 'VALIDATION_CODE 17', 'VALIDATION_CODE 18'];
    expect(named(await auditedFabric(blocks))).to.deep.equal(expected);
  });

  it('names a hash over codes and effects that was altered, in its block and where the next one chains it', async () => {
    const value = new common.Metadata();
    value.setValue(new Uint8Array(32));
    setMetadata(blockAt(12), COMMIT_HASH, value.serializeBinary());
    expect(named(await auditedFabric(blocks))).to.deep.equal(['COMMIT_HASH 12', 'COMMIT_HASH 13']);
  });

  it('names a write that was altered, whether or not hashes were redone', async () => {
    changeEnvelope(blockAt(4), 0, (envelope) => {
      changeAction(envelope, (action) => {
        changeWrite(action, Buffer.from('other'));
      });
    });
    expect(named(await auditedFabric(blocks))).to.include.members(['DATA_HASH 4', 'VALIDATION_CODE 4']);
    rehash(blocks);
    expect(named(await auditedFabric(blocks))).to.include.members(['ORDERER_SIGNATURE 4', 'VALIDATION_CODE 4']);
  });

  it('names a transaction that stands there a second time', async () => {
    const [first] = blockAt(4).getData()?.getDataList_asU8() ?? [];
    const data = blockAt(16).getData();
    data?.setDataList([...data.getDataList_asU8(), first ?? '']);
    setMetadata(blockAt(16), TRANSACTIONS_FILTER, Uint8Array.of(0, 0));
    const audited = await auditedFabric(blocks);
    expect(named(audited)).to.include.members(['DATA_HASH 16', 'VALIDATION_CODE 16']);
    expect(detailOf(audited, 'VALIDATION_CODE')).to.contain('DUPLICATE_TXID follows');
  });

  it('names a block that is not there', async () => {
    blocks.splice(9, 1);
    expect(named(await auditedFabric(blocks))).to.deep.equal([
      'BLOCK_MISSING 10',
      'PREVIOUS_HASH 10',
      'REPLAY_STOPPED 10',
    ]);
  });

  it('names blocks that an orderer handed over before any peer validated them', async () => {
    setMetadata(blockAt(41), TRANSACTIONS_FILTER, new Uint8Array());
    expect(named(await auditedFabric(blocks))).to.include('VALIDATION_CODE 41');
  });

  it('names a change of the configuration that too few have signed, and by whom it is signed', async () => {
    changeEnvelope(blockAt(20), 0, (envelope) => {
      changeConfig(envelope, (_config, update) => {
        update.setSignaturesList(update.getSignaturesList().slice(0, 1));
      });
    });
    rehash(blocks);
    const audited = await auditedFabric(blocks);
    expect(named(audited)).to.include.members(['CONFIGURATION_SIGNATURE 20', 'ORDERER_SIGNATURE 20']);
    const detail = audited.findings.find((each) => each.detail.startsWith('group /Channel/Application'))?.detail;
    expect(detail).to.match(/asks for \/Channel\/Application\/Admins; good signatures are of Org\dMSP$/u);
  });

  it('names a configuration that is not what its update makes, or has not the next number', async () => {
    changeEnvelope(blockAt(19), 0, (envelope) => {
      changeConfig(envelope, (config) => {
        config.getConfig()?.setSequence(7);
        const orderer = config.getConfig()?.getChannelGroup()?.getGroupsMap().get('Orderer');
        orderer?.getValuesMap().get('BatchTimeout')?.setValue('');
      });
    });
    const audited = await auditedFabric(blocks);
    const details = audited.findings.filter(({ block }) => block === 19).map(({ detail }) => detail);
    expect(details).to.include('it has sequence 7, 1 is due');
    expect(details.join()).to.contain('value /Channel/Orderer/BatchTimeout is not what the update makes');
  });

  it('names an authority that was exchanged, and a policy by which somebody else speaks for an organisation', async () => {
    changeEnvelope(blockAt(20), 0, (envelope) => {
      changeConfig(envelope, (config) => {
        const groups = config.getConfig()?.getChannelGroup()?.getGroupsMap().get('Application')?.getGroupsMap();
        const [one, other] = [groups?.get('Org1MSP'), groups?.get('Org2MSP')];
        const msp = other?.getValuesMap().get('MSP');
        if (msp !== undefined) one?.getValuesMap().set('MSP', msp);
      });
    });
    expect(named(await auditedFabric(blocks))).to.include.members(['ROOT_CHANGED 20', 'POLICY_CHANGED 20']);
  });

  it('names a creator whose certificate had been revoked by then', async () => {
    const [early] = blockAt(37).getData()?.getDataList_asU8() ?? [];
    blockAt(40)
      .getData()
      ?.setDataList([early ?? '']);
    const audited = await auditedFabric(blocks);
    expect(audited.codes[40]).to.deep.equal(['BAD_CREATOR_SIGNATURE']);
  });

  it('names a definition by which one organisation alone can write, where two are demanded', async () => {
    const audited = await auditedFabric(blocks, { chaincode: 'example' });
    expect(named(audited)).to.deep.equal(['CHAINCODE_POLICY 32']);
    expect(audited.findings[0]?.detail).to.contain('Org1MSP or Org2MSP');
  });

  it('names a transaction at whose time a certificate was not good', async () => {
    changeEnvelope(blockAt(40), 0, (envelope) => {
      changePayload(envelope, (payload) => {
        const header = common.ChannelHeader.deserializeBinary(
          payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
        );
        header.getTimestamp()?.setSeconds(1_000_000_000);
        payload.getHeader()?.setChannelHeader(header.serializeBinary());
      });
    });
    expect(named(await auditedFabric(blocks))).to.include('CERTIFICATE_TIME 40');
  });

  it('names blocks of another channel', async () => {
    expect(named(await auditedFabric(blocks, { channel: 'district' }))).to.deep.equal(['CONFIGURATION_INVALID 0']);
  });

  it('takes what is before as it stands there, and still knows the definitions', async () => {
    setMetadata(blockAt(6), TRANSACTIONS_FILTER, Uint8Array.of(codeNumber('VALID')));
    expect(named(await auditedFabric(blocks, { from: 20 }))).to.deep.equal([]);
    setMetadata(blockAt(27), TRANSACTIONS_FILTER, Uint8Array.of(codeNumber('VALID')));
    expect(named(await auditedFabric(blocks, { from: 20 }))).to.deep.equal(['VALIDATION_CODE 27']);
  });

  it('ends a replay that it cannot follow with one finding, and goes on with hashes and signatures', async () => {
    changeEnvelope(blockAt(0), 0, (envelope) => {
      envelope.setPayload(new peer.Response().serializeBinary());
    });
    const found = named(await auditedFabric(blocks));
    expect(found).to.include.members(['CONFIGURATION_INVALID 0', 'REPLAY_STOPPED 0']);
    expect(found.filter((each) => each.startsWith('REPLAY_STOPPED'))).to.have.length(1);
  });
});
