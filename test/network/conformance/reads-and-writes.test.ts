// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { StepsNetwork } from "./support/steps-network.js";

describe("conformance A: reads and writes inside one transaction", () => {
  let network: StepsNetwork;

  before(async () => {
    network = await StepsNetwork.open();
  });
  after(() => network.remove());

  it("F1 GetState after PutState in the same transaction answers the committed value", async () => {
    const outcome = await network.submit(
      ["putState", "f1", "new"],
      ["getState", "f1"],
    );
    expect(outcome.validationCode).to.equal("VALID");
    const again = await network.endorse(
      ["putState", "f1", "newer"],
      ["getState", "f1"],
    );
    expect(JSON.parse(Buffer.from(again.payload).toString())).to.deep.equal([
      "",
      "new",
    ]);
    expect((await network.rwset(outcome.blockNumber)).reads).to.deep.equal([
      { key: "f1", version: undefined },
    ]);
  });
});
