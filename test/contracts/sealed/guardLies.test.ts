import { expect } from "chai";
import hre from "hardhat";
import {
  type Address,
  encodeAbiParameters,
  encodeDeployData,
  encodeEventTopics,
  type Hex,
  numberToHex,
  pad,
  type RpcLog,
} from "viem";
import { leVoteAbi, sealedPollAbi } from "../../../dapp/src/protocol/generated/abi.ts";
import { ciphertextWords } from "../../../dapp/src/protocol/sealed/coordinates.ts";
import { add, GENERATOR, multiply, negate, type Point } from "../../../dapp/src/protocol/sealed/curve.ts";
import type { Ciphertext } from "../../../dapp/src/protocol/sealed/encryption.ts";
import { GuardedPoll, lieInLogs } from "../../support/guardedPoll.ts";
import { type Lie, lieAbout, lieIn, type Node, nodeOf } from "../../support/lyingNode.ts";

const totalsOf = (ciphertexts: readonly Ciphertext[]) =>
  lieAbout(sealedPollAbi, "encryptedTotals", ciphertextWords(ciphertexts));

describe("a trustee's device", function () {
  this.timeout(300_000);
  let scene: GuardedPoll;

  before(async () => {
    scene = await GuardedPoll.build();
  });
  afterEach(() => scene.restore());
  after(() => scene.world.close());

  describe("faced with a counterfeit poll whose totals are one voter's ballot", () => {
    let counterfeit: Address;
    let node: Node;

    /** Ballots that add up, with Enc(0; 1), to what the attacker wants opened. */
    const madeUp = (target: readonly Ciphertext[], key: Point): Ciphertext[][] => {
      const filler = target.map((_, g) => ({ R: multiply(GENERATOR, BigInt(g + 2)), C: key }));
      const rest = target.map(({ R, C }, g) => {
        const fill = filler[g] as Ciphertext;
        return {
          R: add(R, negate(add(GENERATOR, fill.R))),
          C: add(C, negate(add(key, fill.C))),
        };
      });
      return [filler, rest];
    };

    beforeEach(async () => {
      await scene.close();
      const { abi, bytecode } = await hre.artifacts.readArtifact("CounterfeitPoll");
      const args = [scene.council.address, ciphertextWords(scene.victim)];
      const data = encodeDeployData({ abi, bytecode: bytecode as Hex, args });
      counterfeit = (await scene.world.sendRaw(null, data, 15)).contractAddress as Address;
      const points = madeUp(scene.victim, scene.election.key).map(ciphertextWords);
      await scene.world.send({ address: counterfeit, abi, functionName: "show", args: [points] }, 15);
      node = nodeOf(scene.world);
    });

    /** LeVote's events for the genuine poll, with the counterfeit's address in them. */
    const forged = () =>
      lieInLogs(scene.world.leVote, (logs) => [
        ...logs,
        ...logs
          .filter(({ topics }) => topics[1]?.endsWith(scene.election.poll.slice(2).toLowerCase()))
          .map(({ topics: [name, , ...rest], ...log }) => ({
            ...log,
            topics: [name, pad(counterfeit), ...rest] as RpcLog["topics"],
          })),
      ]);
    const known = lieAbout(leVoteAbi, "pollKind", 2);

    it("opens nothing: LeVote does not know it", async () => {
      expect(await scene.fault([node.client], { poll: counterfeit })).to.equal("unknownPoll");
    });

    it("opens nothing when a node swears that LeVote knows it: its code is not a sealed poll's", async () => {
      const liar = nodeOf(scene.world, known, forged());
      expect(await scene.fault([liar.client], { poll: counterfeit })).to.equal("wrongCode");
      expect(await scene.fault([liar.client, scene.honest], { poll: counterfeit })).to.equal("nodesDisagree");
    });

    it("opens nothing when the node shows a genuine poll's code there: no publication leads to that address", async () => {
      const code = await scene.world.clients.reader.getCode({ address: scene.election.poll });
      const disguise = lieIn<Hex>("eth_getCode", () => code);
      const liar = nodeOf(scene.world, known, forged(), disguise);
      expect(await scene.fault([liar.client], { poll: counterfeit })).to.equal("wrongCode");
    });

    it("opens nothing when the genuine poll's code was replaced", async () => {
      const code = (await scene.world.clients.reader.getCode({ address: counterfeit })) as Hex;
      await scene.world.clients.clock.setCode({ address: scene.election.poll, bytecode: code });
      expect(await scene.fault([scene.honest, scene.honest])).to.equal("wrongCode");
    });

    it("and asks no node anything that gives the share away: no request holds a point made with the secret", async () => {
      const liar = nodeOf(scene.world, known, forged());
      await scene.fault([liar.client], { poll: counterfeit });
      await scene.fault([liar.client]);
      const asked = liar.asked.join().toLowerCase();
      expect(asked).to.include(counterfeit.slice(2).toLowerCase());
      for (const { R } of scene.victim) {
        const { x, y } = multiply(R, scene.secret);
        for (const word of [x, y]) expect(asked).to.not.include(numberToHex(word, { size: 32 }).slice(2));
      }
    });
  });

  describe("faced with a node that lies about a genuine closed poll", () => {
    beforeEach(() => scene.close());

    const encode = (points: readonly bigint[]) =>
      encodeAbiParameters(
        [{ type: "uint256[]" }, { type: "uint256" }, { type: "uint256[8]" }, { type: "uint256[8]" }],
        [[...points], 0n, Array(8).fill(0n) as never, Array(8).fill(0n) as never],
      );
    const LIES: [string, () => Lie[]][] = [
      ["says that one voter's ballot is the totals", () => [totalsOf(scene.victim)]],
      [
        "says that the totals are the start and one voter's ballot",
        () => [
          totalsOf(scene.victim.map(({ R, C }) => ({ R: add(R, GENERATOR), C: add(C, scene.election.key) }))),
        ],
      ],
      ["hides a ballot", () => [lieInLogs(scene.election.poll, (logs) => logs.slice(0, 2))]],
      [
        "hides a ballot and counts one less",
        () => [
          lieInLogs(scene.election.poll, (logs) => logs.slice(0, 2)),
          lieAbout(sealedPollAbi, "ballots", 2),
        ],
      ],
      [
        "shows a ballot twice in place of another",
        () => [lieInLogs(scene.election.poll, ([first, second]) => [first, second, second] as RpcLog[])],
      ],
      [
        "shows other points in a ballot",
        () => [
          lieInLogs(scene.election.poll, (logs) =>
            logs.map((log, i) => (i === 1 ? { ...log, data: encode(ciphertextWords(scene.victim)) } : log)),
          ),
        ],
      ],
      [
        "shows points that are none",
        () => [
          lieInLogs(scene.election.poll, (logs) =>
            logs.map((log, i) => (i === 1 ? { ...log, data: encode(Array(8).fill(1n)) } : log)),
          ),
        ],
      ],
      [
        "shows half a ballot",
        () => [
          lieInLogs(scene.election.poll, (logs) =>
            logs.map((log, i) =>
              i === 1 ? { ...log, data: encode(ciphertextWords(scene.victim).slice(0, 4)) } : log,
            ),
          ),
        ],
      ],
      ["shows no ballot at all", () => [lieInLogs(scene.election.poll, () => [])]],
    ];

    for (const [title, lies] of LIES) {
      it(`opens nothing when it ${title}`, async () => {
        expect(await scene.fault([scene.lied(...lies())])).to.equal("wrongTotals");
        expect(await scene.fault([scene.honest, scene.lied(...lies())])).to.equal("nodesDisagree");
      });
    }

    it("opens nothing when it says that a poll was published with a smaller minimum than its code holds", async () => {
      const { strict, election } = scene;
      const [sealedEvent] = encodeEventTopics({ abi: leVoteAbi, eventName: "PollSealed" });
      const words = [{ type: "uint32" }, { type: "uint256[2]" }] as const;
      const lowered = lieInLogs(scene.world.leVote, (logs) =>
        logs.map((log) =>
          log.topics[0] === sealedEvent && log.topics[1] === pad(strict).toLowerCase()
            ? { ...log, data: encodeAbiParameters(words, [2, [election.key.x, election.key.y]]) }
            : log,
        ),
      );
      const lies = [lowered, lieAbout(sealedPollAbi, "phase", 3), lieAbout(sealedPollAbi, "ballots", 3)];
      expect(await scene.fault([scene.lied(...lies)], { poll: strict })).to.equal("wrongCode");
      expect(await scene.fault([scene.lied(...lies.slice(1))], { poll: strict })).to.equal("tooFewBallots");
    });

    it("opens nothing when two nodes have different blocks at the same height", async () => {
      const fork = lieIn<object>("eth_getBlockByNumber", (block) => ({
        ...block,
        hash: `0x${"ab".repeat(32)}`,
      }));
      expect(await scene.fault([scene.honest, scene.lied(fork)])).to.equal("nodesDisagree");
    });

    it("opens nothing when two nodes show the same ballots in different transactions", async () => {
      const moved = lieInLogs(scene.election.poll, (logs) =>
        logs.map((log) => ({ ...log, transactionHash: `0x${"cd".repeat(32)}` as Hex })),
      );
      expect(await scene.fault([scene.honest, scene.lied(moved)])).to.equal("nodesDisagree");
    });

    it("and opens nothing when a node does not answer", async () => {
      const silent = lieIn("eth_getLogs", () => {
        throw new Error("gone");
      });
      const error = await scene.ask([scene.honest, scene.lied(silent)]).catch((reason: Error) => reason);
      expect((error as Error).message).to.include("gone");
    });
  });
});
