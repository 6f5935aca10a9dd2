import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { hashTypedData, recoverTypedDataAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { formatCode, newInvitationCode, readCode } from "../../dapp/src/protocol/invitationCode.ts";
import {
  batchProof,
  enrolmentDigest,
  enrolmentTypedData,
  InvitationError,
  invitationKey,
  invitationLeaf,
  invitationLink,
  letterNumber,
  makeBatch,
  readInvitationLink,
  readLetterNumber,
  signEnrolment,
} from "../../dapp/src/protocol/invitations.ts";

const ROLL = "0x00000000000000000000000000000000000000AA";
const PLACE = { chainId: 31337, roll: ROLL, batch: 0 } as const;
const CODE = "0123456789ABCDE";

describe("an invitation's code", () => {
  it("is read as people type it", () => {
    const code = newInvitationCode();
    expect(code).to.match(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(readCode(formatCode(code))).to.equal(code);
    expect(readCode(` ${code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l")} `)).to.equal(code);
    expect(
      readCode(
        code
          .replaceAll("1", "I")
          .match(/.{1,4}/g)
          ?.join(" ") ?? "",
      ),
    ).to.equal(code);
  });

  it("is refused with any one symbol wrong", () => {
    const code = newInvitationCode();
    for (let i = 0; i < 16; i++) {
      for (const symbol of "0123456789ABCDEFGHJKMNPQRSTVWXYZ") {
        if (symbol !== code[i])
          expect(readCode(code.slice(0, i) + symbol + code.slice(i + 1))).to.equal(null);
      }
    }
  });

  it("is refused with any two different symbols swapped", () => {
    const code = newInvitationCode();
    for (let i = 0; i < 16; i++) {
      for (let j = i + 1; j < 16; j++) {
        if (code[i] === code[j]) continue;
        const swapped = [...code];
        [swapped[i], swapped[j]] = [swapped[j] ?? "", swapped[i] ?? ""];
        expect(readCode(swapped.join("")), `${i} and ${j}`).to.equal(null);
      }
    }
  });

  it("is refused when it is too short, too long or holds a U", () => {
    const code = newInvitationCode();
    for (const typed of ["", code.slice(1), `${code}0`, `U${code.slice(1)}`])
      expect(readCode(typed)).to.equal(null);
  });

  it("is never twice the same", () => {
    expect(new Set(Array.from({ length: 200 }, newInvitationCode)).size).to.equal(200);
  });
});

describe("an invitation's key", () => {
  it("is always the same for one place and another for each other place", async () => {
    const at = (change: object) => invitationKey({ place: { ...PLACE, index: 0, ...change }, code: CODE });
    const keys = await Promise.all(
      [
        {},
        { index: 1 },
        { batch: 1 },
        { chainId: 1 },
        { roll: "0x00000000000000000000000000000000000000ab" },
      ].map(at),
    );
    expect(new Set(keys).size).to.equal(5);
    expect(await at({})).to.equal(keys[0]);
  });
});

describe("a batch of invitations", () => {
  it("proves each leaf as OpenZeppelin's tree does, and lets each letter enrol", async () => {
    const done: number[] = [];
    const batch = await makeBatch(PLACE, 3, (count) => done.push(count));
    expect(done).to.deep.equal([1, 2, 3]);
    const enrolment = await signEnrolment(batch.invitations[2] ?? expect.fail(), batch.leaves, 42n);
    expect(enrolment).to.include({ batch: 0, index: 2, commitment: 42n });
    expect(SimpleMerkleTree.verify(batch.root, batch.leaves[2] ?? "", enrolment.proof)).to.equal(true);
    const typedData = enrolmentTypedData(31337, ROLL, 42n);
    const signer = await recoverTypedDataAddress({ ...typedData, signature: enrolment.signature });
    expect(invitationLeaf(2, signer)).to.equal(batch.leaves[2]);
    expect(enrolmentDigest(31337, ROLL, 42n)).to.equal(hashTypedData(typedData));
  });

  it("refuses a code that belongs to another letter and a letter that was never printed", async () => {
    const { invitations, leaves } = await makeBatch(PLACE, 2);
    const [first, second] = invitations;
    if (!first || !second) throw new Error("two invitations were asked for");
    const faultOf = (place: object) =>
      signEnrolment({ place: { ...first.place, ...place }, code: second.code }, leaves, 1n).catch(
        (e) => e.fault,
      );
    expect(await faultOf({ index: 0 })).to.equal("wrongCode");
    expect(await faultOf({ index: 2 })).to.equal("unknown");
    expect(new InvitationError("unknown")).to.be.instanceOf(Error);
  });

  it("holds one to a thousand invitations", async () => {
    for (const size of [0, 1001, 1.5]) {
      expect(await makeBatch(PLACE, size).catch((error) => error)).to.be.instanceOf(RangeError);
    }
  });

  it("needs no sibling when it holds one invitation alone", () => {
    const leaf = invitationLeaf(0, privateKeyToAccount(`0x${"11".repeat(32)}`).address);
    expect(batchProof([leaf], 0)).to.deep.equal([]);
  });
});

describe("an invitation's link and number", () => {
  const invitation = { place: { ...PLACE, batch: 2, index: 41 }, code: newInvitationCode() };

  it("carries the secret in the fragment only", () => {
    const link = invitationLink("https://vote.example/app/#/polls", invitation);
    expect(new URL(link).pathname + new URL(link).search).to.equal("/app/");
    expect(link).to.contain(`#/join/${ROLL}/2/41/${invitation.code}`);
    expect(readInvitationLink(link, 31337)).to.deep.equal(invitation);
  });

  it("is refused when anything in it is wrong", () => {
    const link = invitationLink("https://vote.example/", invitation);
    const broken = [
      link.replace("/join/", "/poll/"),
      link.slice(0, -1),
      link.replace("0x", "0y"),
      `${link}/x`,
    ];
    for (const text of broken) expect(readInvitationLink(text, 31337), text).to.equal(null);
  });

  it("counts batch and letter from 1 for people", () => {
    expect(letterNumber(invitation.place)).to.equal("3-42");
    expect([" 3-42", "3 42", "3–42"].map(readLetterNumber)).to.deep.equal(
      new Array(3).fill({ batch: 2, index: 41 }),
    );
    for (const typed of ["0-1", "1-0", "3", "a-b", ""]) expect(readLetterNumber(typed)).to.equal(null);
  });
});
