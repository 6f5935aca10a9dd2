import { expect } from "chai";
import { type Address, type Hex, parseEventLogs } from "viem";
import { createTokenRoll, joinWithToken, joinWithVotes } from "../../dapp/src/protocol/actions.ts";
import { tokenRollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { enrolmentTypedData } from "../../dapp/src/protocol/invitations.ts";
import { type Deployed, deployToken } from "../support/tokens.ts";
import { createdIn, resident, rollDocument } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

const NOBODY: Hex = "0x";

describe("a roll by token", () => {
  let world: World;
  const [anna, boris] = [1, 2];
  const { commitment } = resident(0);

  beforeEach(async () => {
    world = await buildWorld();
  });
  afterEach(() => world.close());

  async function createRoll(token: Address, minimumVotes = 0n, timepoint = 0): Promise<Address> {
    const call = createTokenRoll(world.leVote, { token, minimumVotes, timepoint }, rollDocument("Tokens"));
    return createdIn(await world.send(call));
  }
  const sign = (from: number, roll: Address, what: bigint, chainId = world.chainId) =>
    world.sign(enrolmentTypedData(chainId, roll, what), from);
  const call = ({ address, abi }: Deployed, functionName: string, ...args: unknown[]) => ({
    address,
    abi,
    functionName,
    args,
  });

  describe("of ERC-721 deeds", () => {
    let deeds: Deployed;
    let roll: Address;

    beforeEach(async () => {
      deeds = await deployToken(world, "Deeds");
      await world.send(call(deeds, "mint", world.account(anna), 7n));
      roll = await createRoll(deeds.address);
    });

    const join = async (tokenId: bigint, signer: number, what = commitment) =>
      world.send(joinWithToken(roll, tokenId, what, await sign(signer, roll, what)), 9);

    it("gives its holder a seat, whoever brings the signature", async () => {
      const { logs } = await join(7n, anna);
      const [used] = parseEventLogs({ abi: tokenRollAbi, logs, eventName: "TokenUsed" });
      expect(used?.args).to.deep.equal({ tokenId: 7n, holder: world.account(anna), commitment });
      const { read } = world.tokenRoll(roll);
      expect([
        await read.isTokenUsed([7n]),
        await read.hasJoined([commitment]),
        await read.sponsorable(),
      ]).to.deep.equal([true, true, false]);
    });

    it("gives one token one seat, however often it changes hands (threat 3)", async () => {
      await join(7n, anna);
      await world.send(call(deeds, "transferFrom", world.account(anna), world.account(boris), 7n), anna);
      expect(await refusal(join(7n, boris, resident(1).commitment))).to.deep.equal({
        name: "Roll_TokenAlreadyUsed",
        args: [7n],
      });
    });

    it("refuses a signature by anyone but the holder of the moment, or for another roll, chain or commitment", async () => {
      const invalid = { name: "Roll_HolderSignatureInvalid", args: [world.account(anna)] };
      expect(await refusal(join(7n, boris))).to.deep.equal(invalid);
      const other = resident(1).commitment;
      for (const signature of [
        await sign(anna, roll, other),
        await sign(anna, world.leVote, commitment),
        await sign(anna, roll, commitment, 8453),
        NOBODY,
      ]) {
        expect(await refusal(world.send(joinWithToken(roll, 7n, commitment, signature)))).to.deep.equal(
          invalid,
        );
      }
      await refusal(join(8n, anna));
      expect(await world.tokenRoll(roll).read.joined()).to.equal(0n);
    });

    it("gives a seat to a contract whose owner signs (ERC-1271)", async () => {
      const association = await deployToken(world, "Association", boris);
      await world.send(call(deeds, "mint", association.address, 9n));
      expect((await refusal(join(9n, anna))).name).to.equal("Roll_HolderSignatureInvalid");
      await join(9n, boris);
    });

    it("offers no joining by votes", async () => {
      const signature = await sign(anna, roll, commitment);
      const failure = await refusal(
        world.send(joinWithVotes(roll, world.account(anna), commitment, signature)),
      );
      expect(failure.name).to.equal("Roll_WrongTokenRule");
    });
  });

  describe("of ERC-5805 shares", () => {
    let shares: Deployed;
    let roll: Address;

    beforeEach(async () => {
      shares = await deployToken(world, "Shares");
      await world.send(call(shares, "delegate", world.account(anna)), anna);
      await world.send(call(shares, "delegate", world.account(boris)), boris);
      await world.send(call(shares, "mint", world.account(anna), 10n));
      const timepoint = Number(await world.clients.reader.getBlockNumber());
      await world.send(call(shares, "mint", world.account(boris), 10n));
      roll = await createRoll(shares.address, 10n, timepoint);
    });

    const join = async (holder: number, what = commitment, signer = holder) =>
      world.send(joinWithVotes(roll, world.account(holder), what, await sign(signer, roll, what)), 9);

    it("gives a seat to whoever had the votes at that moment, once, wherever the shares are now (threat 3)", async () => {
      await world.send(call(shares, "transfer", world.account(boris), 10n), anna);
      expect(await refusal(join(boris, resident(1).commitment))).to.deep.equal({
        name: "Roll_NotEnoughVotes",
        args: [world.account(boris), 0n],
      });
      await join(anna);
      expect(await refusal(join(anna, resident(2).commitment))).to.deep.equal({
        name: "Roll_HolderAlreadyJoined",
        args: [world.account(anna)],
      });
      const { read } = world.tokenRoll(roll);
      expect([await read.hasHolderJoined([world.account(anna)]), await read.sponsorable()]).to.deep.equal([
        true,
        true,
      ]);
    });

    it("refuses a signature by somebody else", async () => {
      expect((await refusal(join(anna, commitment, boris))).name).to.equal("Roll_HolderSignatureInvalid");
    });

    it("offers no joining by token id", async () => {
      const signature = await sign(anna, roll, commitment);
      const failure = await refusal(world.send(joinWithToken(roll, 1n, commitment, signature)));
      expect(failure.name).to.equal("Roll_WrongTokenRule");
    });
  });

  it("refuses rules that cannot work: no token, the wrong kind, a moment that is not past", async () => {
    const deeds = await deployToken(world, "Deeds");
    const shares = await deployToken(world, "Shares");
    const block = Number(await world.clients.reader.getBlockNumber());
    for (const [token, votes, timepoint] of [
      [world.account(anna), 0n, 0],
      [world.account(anna), 5n, 0],
      [shares.address, 0n, 0],
      [deeds.address, 0n, 1],
      [shares.address, 5n, block + 1_000],
    ] as const) {
      expect((await refusal(createRoll(token, votes, timepoint))).name).to.equal("Roll_WrongTokenRule");
    }
    await refusal(createRoll(deeds.address, 5n, 0));
    await createRoll(shares.address, 5n, block);
  });
});
