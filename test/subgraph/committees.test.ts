import { expect } from "chai";
import { pad } from "viem";
import {
  accountAt,
  committeeAt,
  committeeCreated,
  inCommittee,
  numbered,
  ORGANISER,
  position,
  proofWords,
} from "./fixtures.ts";
import { DAWN, mappingSuite } from "./mappingSuite.ts";

const KEY = pad("0x99", { size: 32 });
const accepted = (committee: number, trustee: number) =>
  inCommittee(committeeAt(committee), "TrusteeAccepted", {
    trustee: BigInt(trustee),
    account: accountAt(trustee),
    encryptionKey: KEY,
  });

describe("What the subgraph keeps of committees", () => {
  const mapped = mappingSuite();

  it("who made it, how many open a total, and each trustee with its label in each language", async () => {
    const { index, emit } = mapped();
    const number = await emit(committeeCreated(committeeAt(0)));
    const { committee } = await index.ask<{ committee: unknown }>(`{ committee(id: "${committeeAt(0)}") {
      creator threshold trusteeCount malformed malformedReason accepted dealt confirmed electionKey
      readyAt readyPosition createdAt createdPosition document { languages title }
      trustees(orderBy: number) { id number account label encryptionKey acceptedAt commitments sealedShares
        dealtPosition key confirmationH confirmationProof confirmedPosition }
      history { kind account trustee position }
    } }`);
    const labels = [
      ["Secrétaire de mairie", "Town clerk"],
      ["Doyenne", "Eldest resident"],
      ["Huissier", "Bailiff"],
    ];
    expect(committee).to.deep.equal({
      creator: ORGANISER,
      threshold: 2,
      trusteeCount: 3,
      malformed: false,
      malformedReason: null,
      accepted: 0,
      dealt: 0,
      confirmed: 0,
      electionKey: null,
      readyAt: null,
      readyPosition: null,
      createdAt: String(DAWN + 1),
      createdPosition: position(number, 0),
      document: { languages: ["fr", "en"], title: ["Le bureau de vote", "The election board"] },
      trustees: labels.map((label, i) => ({
        id: numbered(committeeAt(0), i + 1),
        number: i + 1,
        account: accountAt(i + 1),
        label,
        encryptionKey: null,
        acceptedAt: null,
        commitments: null,
        sealedShares: null,
        dealtPosition: null,
        key: null,
        confirmationH: null,
        confirmationProof: null,
        confirmedPosition: null,
      })),
      history: [{ kind: "CREATED", account: ORGANISER, trustee: null, position: position(number, 0) }],
    });
  });

  it("a trustee's consent with its encryption key, in the order in which they come", async () => {
    const { index, emit } = mapped();
    await emit(committeeCreated(committeeAt(1)));
    const number = await emit(accepted(1, 3), accepted(1, 1));
    const { committee } = await index.ask(`{ committee(id: "${committeeAt(1)}") {
      accepted dealt trustees(orderBy: number) { encryptionKey acceptedPosition }
      history(orderBy: position, where: { kind: ACCEPTED }) { account trustee }
    } }`);
    expect(committee).to.deep.equal({
      accepted: 2,
      dealt: 0,
      trustees: [
        { encryptionKey: KEY, acceptedPosition: position(number, 1) },
        { encryptionKey: null, acceptedPosition: null },
        { encryptionKey: KEY, acceptedPosition: position(number, 0) },
      ],
      history: [
        { account: accountAt(3), trustee: 3 },
        { account: accountAt(1), trustee: 1 },
      ],
    });
  });

  it("what a trustee deals, with an empty share for itself", async () => {
    const { index, emit } = mapped();
    const commitments = [2n ** 253n, 2n, 3n, 4n];
    const shares = ["0xaa01", "0x", "0xbb02"];
    await emit(
      committeeCreated(committeeAt(2)),
      inCommittee(committeeAt(2), "SharesDealt", { trustee: 2n, commitments, shares }),
    );
    const { committee } = await index.ask(`{ committee(id: "${committeeAt(2)}") {
      dealt trustees(where: { number: 2 }) { commitments sealedShares } history(where: { kind: DEALT }) { trustee }
    } }`);
    expect(committee).to.deep.equal({
      dealt: 1,
      trustees: [{ commitments: commitments.map(String), sealedShares: shares }],
      history: [{ trustee: 2 }],
    });
  });

  it("each confirmation with its proof, and the election key once all are there", async () => {
    const { index, emit } = mapped();
    const confirmed = (trustee: number) =>
      inCommittee(committeeAt(3), "KeyConfirmed", {
        trustee: BigInt(trustee),
        trusteeKey: [BigInt(trustee), 7n],
        h: 2n ** 255n,
        proof: proofWords(trustee),
      });
    await emit(committeeCreated(committeeAt(3), { threshold: 1, size: 2, document: "" }));
    await emit(confirmed(1));
    const before = await index.ask(`{ committee(id: "${committeeAt(3)}") { confirmed electionKey } }`);
    expect(before.committee).to.deep.equal({ confirmed: 1, electionKey: null });
    const number = await emit(
      confirmed(2),
      inCommittee(committeeAt(3), "CommitteeReady", { electionKey: [5n, 6n] }),
    );
    const { committee } = await index.ask(`{ committee(id: "${committeeAt(3)}") {
      malformed confirmed electionKey readyPosition
      trustees(orderBy: number) { label key confirmationH confirmationProof }
      history(orderBy: position) { kind trustee }
    } }`);
    expect(committee).to.deep.equal({
      malformed: true,
      confirmed: 2,
      electionKey: ["5", "6"],
      readyPosition: position(number, 1),
      trustees: [1, 2].map((trustee) => ({
        label: [],
        key: [String(trustee), "7"],
        confirmationH: String(2n ** 255n),
        confirmationProof: proofWords(trustee).map(String),
      })),
      history: [
        { kind: "CREATED", trustee: null },
        { kind: "CONFIRMED", trustee: 1 },
        { kind: "CONFIRMED", trustee: 2 },
        { kind: "READY", trustee: null },
      ],
    });
  });

  it("nothing of a trustee that the committee does not have, and it goes on", async () => {
    const { index, emit } = mapped();
    await emit(committeeCreated(committeeAt(4)));
    await emit(accepted(4, 4), accepted(4, 0), accepted(4, 2));
    const { committee, _meta } = await index.ask(`{ committee(id: "${committeeAt(4)}") {
      accepted trustees { number } history(where: { kind: ACCEPTED }) { trustee }
    } _meta { hasIndexingErrors } }`);
    expect(committee).to.deep.include({ accepted: 1, history: [{ trustee: 2 }] });
    expect((committee as { trustees: unknown[] }).trustees).to.have.length(3);
    expect(_meta).to.deep.equal({ hasIndexingErrors: false });
  });
});
