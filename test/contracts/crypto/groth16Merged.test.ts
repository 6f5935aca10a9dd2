import { expect } from "chai";
import { network } from "hardhat";
import type { Hex } from "viem";
import { deployGroth16 } from "../../support/crypto/harness.ts";
import {
  at,
  type Ballot,
  ballots,
  keyBytes,
  order,
  poll,
  rerandomised,
  type Statement,
  secondKey,
  secondStatements,
  shifted,
  thirdKey,
  thirdStatements,
  wholeStatement,
  withWord,
} from "../../support/crypto/proofs.ts";

const { viem } = await network.create();

describe("Groth16 merged", () => {
  const harness = deployGroth16(viem);
  const [second, third] = [keyBytes(secondKey), keyBytes(thirdKey)];
  let whole: Hex;
  let base: readonly [bigint, bigint];

  before(async () => {
    const { read } = await harness;
    whole = await read.semaphoreKey([poll.depth]);
    base = await read.fold([poll.depth, poll.root, poll.scope]);
  });

  /** Two proofs are also checked by the function for exactly two, which must say the same. */
  const check = async (keys: Hex[], statements: Statement[], limit = statements.length) => {
    const { read } = await harness;
    const [one, other] = statements;
    const verdict = await read.check([keys, BigInt(limit), statements]);
    if (one && other && statements.length === 2) {
      const [first, second] = [keys[Number(one.key)], keys[Number(other.key)]] as [Hex, Hex];
      expect(await read.both([first, second, one, other]), "two at once").to.equal(verdict);
      expect(await read.both([second, first, other, one]), "two the other way round").to.equal(verdict);
    }
    return verdict;
  };

  describe("checks many ballots at once", () => {
    const many = (list: Ballot[]) =>
      harness.then(({ simulate }) => simulate.ballots([poll.depth, base, list]));
    const holds = async (list: Ballot[]) => (await many(list)).result;

    it("which holds for 1 to 6 good ones, with an event for each in the loop", async () => {
      for (let count = 1; count <= ballots.length; count++)
        expect(await holds(ballots.slice(0, count))).to.equal(true);
    });

    it("which fails with one bad ballot at any place", async () => {
      for (let bad = 0; bad < ballots.length; bad++) {
        const list = ballots.map((one, i) => (i === bad ? { ...one, message: one.message + 1n } : one));
        expect(await holds(list), `place ${bad}`).to.equal(false);
      }
    });

    it("which fails with an invalid point at any place, and burns no more than its bound", async () => {
      const publicClient = await viem.getPublicClient();
      const { address, abi } = await harness;
      for (const [bad, word] of [
        [0, 0],
        [0, 7],
        [3, 1],
        [5, 6],
      ] as const) {
        const list = ballots.map((one, i) =>
          i === bad ? { ...one, proof: withWord(one.proof, word, 1n) } : one,
        );
        expect(await holds(list), `place ${bad}`).to.equal(false);
        const gas = await publicClient.estimateContractGas({
          address,
          abi,
          functionName: "ballots",
          args: [poll.depth, [...base], list],
        });
        expect(gas < 1_500_000n, `burned ${gas}`).to.equal(true);
      }
    });

    it("which fails when two bad proofs would cancel under equal weights", async () => {
      const [one, two, ...rest] = ballots;
      if (one === undefined || two === undefined) throw new Error("two ballots wanted");
      const bent = [
        { ...one, proof: shifted(one.proof, 9n) },
        { ...two, proof: shifted(two.proof, -9n) },
      ];
      // C₁ + C₂ is what it was, so the sum of the two equations still holds.
      expect(await holds([...bent, ...rest])).to.equal(false);
      expect(await holds([...rest, ...bent])).to.equal(false);
      expect(await holds(bent)).to.equal(false);
      expect(await holds([one, two])).to.equal(true);
    });

    it("which fails when the nullifiers of two ballots are exchanged", async () => {
      const [one, two] = [at(ballots, 0), at(ballots, 1)];
      const exchanged = [
        { ...one, nullifier: two.nullifier },
        { ...two, nullifier: one.nullifier },
      ];
      expect(await holds(exchanged)).to.equal(false);
    });

    it("which takes the same proof twice: repeated nullifiers are the poll's business", async () => {
      expect(await holds([at(ballots, 0), at(ballots, 0)])).to.equal(true);
    });
  });

  describe("merges keys", () => {
    const one = (key: bigint, i: number) => wholeStatement(key, at(ballots, i));

    it("that differ in α and β: Semaphore's and a ballot's", async () => {
      expect(await check([whole, second], [one(0n, 0), at(secondStatements(1n), 0)])).to.equal(true);
      expect(await check([second, whole], [at(secondStatements(0n), 1), one(1n, 1)])).to.equal(true);
    });

    it("that share α and β, and three keys at once", async () => {
      const [a, b] = [secondStatements(0n), thirdStatements(1n)];
      expect(await check([second, third], [at(a, 0), at(b, 0), at(a, 1), at(b, 1)])).to.equal(true);
      const all = [one(0n, 0), ...secondStatements(1n), ...thirdStatements(2n), one(0n, 1)];
      expect(await check([whole, second, third], all)).to.equal(true);
    });

    it("of which one has no proof", async () => {
      expect(await check([whole, second], [at(secondStatements(1n), 0)])).to.equal(true);
      expect(await check([second, third], [at(thirdStatements(1n), 0)])).to.equal(true);
    });

    it("and refuses a proof given under another key", async () => {
      const [good, from] = [at(secondStatements(1n), 0), at(thirdStatements(1n), 0)];
      const stray: Statement = { key: 0n, proof: good.proof, inputs: [1n, 2n, 3n, 4n] };
      expect(await check([whole, second], [stray, good])).to.equal(false);
      expect(await check([whole, second], [one(0n, 0), { ...good, proof: from.proof }])).to.equal(false);
    });

    it("and refuses a wrong input, and two proofs wrong by amounts that cancel, under each key", async () => {
      const statements = [one(0n, 0), ...secondStatements(1n), ...thirdStatements(2n)];
      for (const [place, statement] of statements.entries()) {
        for (let j = 0; j < statement.inputs.length; j++) {
          const inputs = statement.inputs.map((word, i) => (i === j ? word + 1n : word));
          const list = statements.map((same, i) => (i === place ? { ...same, inputs } : same));
          expect(await check([whole, second, third], list), `${place}, input ${j}`).to.equal(false);
        }
      }
      const [a, b, ...rest] = secondStatements(1n);
      if (a === undefined || b === undefined) throw new Error("two proofs wanted");
      const bent = [
        { ...a, proof: shifted(a.proof, 3n) },
        { ...b, proof: shifted(b.proof, -3n) },
      ];
      expect(await check([whole, second], [one(0n, 0), ...bent, ...rest])).to.equal(false);
    });

    it("and refuses any two proofs wrong by amounts that would cancel, or with one input changed", async () => {
      const pairs: [Hex[], Statement[]][] = [
        [[second], secondStatements(0n).slice(0, 2)],
        [[whole], [one(0n, 0), one(0n, 1)]],
        [
          [second, third],
          [at(secondStatements(0n), 0), at(thirdStatements(1n), 0)],
        ],
        [
          [whole, second],
          [one(0n, 1), at(secondStatements(1n), 1)],
        ],
      ];
      for (const [keys, [a, b]] of pairs) {
        if (!a || !b) throw new Error("two proofs wanted");
        expect(await check(keys, [a, b])).to.equal(true);
        const bent = [
          { ...a, proof: shifted(a.proof, 5n) },
          { ...b, proof: shifted(b.proof, -5n) },
        ];
        expect(await check(keys, bent)).to.equal(false);
        for (const place of [0, 1]) {
          const inputs = (place === 0 ? a : b).inputs.with(0, 7n);
          expect(await check(keys, [a, b].with(place, { ...[a, b][place], inputs } as Statement))).to.equal(
            false,
          );
        }
      }
    });

    it("and accepts re-randomised proofs of each", async () => {
      const own = secondStatements(1n).map((s, i) => ({
        ...s,
        proof: rerandomised(s.proof, secondKey, 3n + BigInt(i), 8n),
      }));
      expect(await check([whole, second], [one(0n, 2), ...own])).to.equal(true);
    });
  });

  describe("guards its callers", () => {
    type Refusal = "Groth16_InputOutOfField" | "Groth16_InputCount" | "Groth16_CheckFull";
    const reverts = async (call: Promise<unknown>, name: Refusal, args: [] | [bigint] | [bigint, bigint]) =>
      viem.assertions.revertWithCustomErrorWithArgs(call, await harness, name, args);

    it("a check with nothing in it does not hold", async () => {
      expect(await check([whole], [], 3)).to.equal(false);
      expect(await check([whole, second], [], 0)).to.equal(false);
    });

    it("a check takes no more proofs than it was opened for", async () => {
      const all = secondStatements(0n);
      expect(await check([second], all, all.length)).to.equal(true);
      await reverts(check([second], all, all.length - 1), "Groth16_CheckFull", []);
    });

    it("a proof needs one input for each point of its key", async () => {
      const { proof, inputs } = at(secondStatements(0n), 0);
      const given = (list: bigint[]) => check([second], [{ key: 0n, proof, inputs: list }]);
      await reverts(given(inputs.slice(1)), "Groth16_InputCount", [2n, 3n]);
      await reverts(given([...inputs, 0n]), "Groth16_InputCount", [4n, 3n]);
      const { read } = await harness;
      const good = { key: 0n, proof, inputs };
      const short = { ...good, inputs: inputs.slice(1) };
      await reverts(read.both([second, second, good, short]), "Groth16_InputCount", [2n, 3n]);
      await reverts(read.both([second, second, short, good]), "Groth16_InputCount", [2n, 3n]);
    });

    it("inputs are refused from the group's order on, in any place and under any key", async () => {
      const good = secondStatements(1n);
      for (const place of [0, 1, 2]) {
        const { proof, inputs } = at(good, 0);
        for (const word of [order, at(inputs, place) + order, 2n ** 256n - 1n]) {
          const list = inputs.map((old, i) => (i === place ? word : old));
          const bad = { key: 1n, proof, inputs: list };
          await reverts(check([whole, second], [at(good, 1), bad]), "Groth16_InputOutOfField", [word]);
          const { read } = await harness;
          await reverts(read.both([second, second, at(good, 1), bad]), "Groth16_InputOutOfField", [word]);
          await reverts(read.both([second, second, bad, at(good, 1)]), "Groth16_InputOutOfField", [word]);
        }
      }
    });

    it("a key's index must exist", async () => {
      const call = check([second], secondStatements(1n));
      await call.then(
        () => expect.fail("accepted"),
        (error: Error) => expect(error.message).to.match(/out-of-bounds|0x32/),
      );
    });

    it("folding an input into the base is the same as giving it", async () => {
      const { read } = await harness;
      const { proof, inputs } = at(secondStatements(0n), 2);
      const [h, c, rho] = inputs;
      if (h === undefined || c === undefined || rho === undefined) throw new Error("three inputs wanted");
      const folded = await read.foldInput([second, 2n, rho]);
      expect(folded.slice(0, 2 + 2 * 320)).to.equal(second.slice(0, 2 + 2 * 320));
      const cut = folded.slice(0, -128) as Hex;
      expect(await read.verify([cut, proof, [h, c]])).to.equal(true);
      expect(await read.verify([cut, proof, [h, c + 1n]])).to.equal(false);
      await reverts(read.foldInput([second, 0n, order]), "Groth16_InputOutOfField", [order]);
    });

    it("the code has no GAS opcode, so ERC-7562 lets it run in validation", async () => {
      const publicClient = await viem.getPublicClient();
      const code = await publicClient.getCode({ address: (await harness).address });
      if (code === undefined) throw new Error("no code");
      const bytes = Buffer.from(code.slice(2), "hex");
      const metadata = bytes.readUInt16BE(bytes.length - 2) + 2;
      const opcodes: number[] = [];
      for (let i = 0; i < bytes.length - metadata; i++) {
        const opcode = bytes[i] ?? 0;
        opcodes.push(opcode);
        if (opcode >= 0x60 && opcode <= 0x7f) i += opcode - 0x5f;
      }
      expect(opcodes).to.include(0xfa);
      expect(opcodes).not.to.include(0x5a);
    });
  });
});
