import { expect } from "chai";
import * as committee from "../../dapp/src/protocol/sealed/committee.ts";
import { GENERATOR, isKey, multiply, PointError } from "../../dapp/src/protocol/sealed/curve.ts";
import { openTotals, TotalsError } from "../../dapp/src/protocol/sealed/discreteLog.ts";
import { accumulate, emptyTotals, encrypt } from "../../dapp/src/protocol/sealed/encryption.ts";
import { verifyFolded } from "../../dapp/src/protocol/sealed/foldedProof.ts";
import { drawEncryptionKeys, openShare, sealShare } from "../../dapp/src/protocol/sealed/shareCipher.ts";
import { isOpening, openedPoints } from "../../dapp/src/protocol/sealed/tally.ts";
import {
  confirmTranscript,
  proveConfirmation,
  proveShare,
  shareTranscript,
} from "../../dapp/src/protocol/sealed/trusteeProof.ts";
import { artifacts, verificationKey } from "./support/circuit.ts";
import { CHAIN, COMMITTEE, POLL } from "./support/poll.ts";

/** Makes a committee's key as its members' browsers do: accept, deal, check. */
async function makeCommittee(shape: committee.CommitteeShape) {
  const indices = Array.from({ length: shape.size }, (_, i) => i + 1);
  const trustees = indices.map((index) => ({
    index,
    keys: drawEncryptionKeys(),
    polynomial: committee.drawPolynomial(shape),
  }));
  const dealt = trustees.map(({ polynomial }) => committee.commit(polynomial));
  const secrets: bigint[] = [];
  for (const recipient of trustees) {
    const shares: bigint[] = [];
    for (const [i, dealer] of trustees.entries()) {
      const route = {
        chainId: CHAIN,
        committee: COMMITTEE,
        dealer: dealer.index,
        recipient: recipient.index,
      };
      const share = committee.shareFor(dealer.polynomial, recipient.index);
      const sealed = await sealShare(route, dealer.keys, recipient.keys.public, share);
      const opened = await openShare(route, recipient.keys, dealer.keys.public, sealed);
      expect(committee.isShareOf(dealt[i] ?? [], recipient.index, opened)).to.equal(true);
      shares.push(opened);
    }
    secrets.push(committee.combineShares(shares));
  }
  return { dealt, secrets, key: committee.jointKey(dealt) };
}

const VOTES = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 0, 1],
];
const COUNTS = [1n, 2n, 0n, 1n];

const totalsFor = (key: Parameters<typeof encrypt>[0]) =>
  VOTES.reduce((sum, votes) => accumulate(sum, encrypt(key, votes)), emptyTotals(key, 2));

describe("A committee's key", () => {
  for (const [threshold, size, present] of [
    [1, 1, [1]],
    [2, 3, [1, 3]],
    [4, 7, [7, 2, 5, 4]],
    [3, 3, [1, 2, 3]],
  ] as const) {
    it(`of ${threshold} of ${size} opens a total with trustees ${present.join(", ")}`, async () => {
      const { dealt, secrets, key } = await makeCommittee({ threshold, size });
      for (const [i, secret] of secrets.entries()) {
        expect(committee.publicShare(dealt, i + 1)).to.deep.equal(multiply(GENERATOR, secret));
      }
      const totals = totalsFor(key);
      const shares = present.map((trustee) => ({
        trustee,
        points: totals.map(({ R }) => multiply(R, secrets[trustee - 1] ?? 0n)),
      }));
      expect(openTotals(openedPoints(totals, shares), VOTES.length)).to.deep.equal(COUNTS);
      expect(isOpening(totals, shares, COUNTS)).to.equal(true);
      expect(isOpening(totals, shares, [2n, 1n, 0n, 1n])).to.equal(false);
      expect(isOpening(totals, shares, [...COUNTS.slice(0, 3), 1n << 32n])).to.equal(false);
    });
  }

  it("does not open for fewer trustees than agreed, nor with one wrong share", async () => {
    const { secrets, key } = await makeCommittee({ threshold: 2, size: 3 });
    const totals = totalsFor(key);
    const share = (trustee: number, secret = secrets[trustee - 1] ?? 0n) => ({
      trustee,
      points: totals.map(({ R }) => multiply(R, secret)),
    });
    for (const shares of [[share(1)], [share(1), share(2, 12345n)]]) {
      expect(isOpening(totals, shares, COUNTS)).to.equal(false);
      expect(() => openTotals(openedPoints(totals, shares), VOTES.length)).to.throw(TotalsError);
    }
  });

  it("shows a dealt share that is not the committed one", () => {
    const polynomial = committee.drawPolynomial({ threshold: 2, size: 3 });
    const commitments = committee.commit(polynomial);
    const share = committee.shareFor(polynomial, 2);
    expect(committee.isShareOf(commitments, 2, share)).to.equal(true);
    expect(committee.isShareOf(commitments, 2, share + 1n)).to.equal(false);
    expect(committee.isShareOf(commitments, 3, share)).to.equal(false);
  });

  it("is refused when deals cancel out, and no committee is of nobody or of more than all", () => {
    const dealt = committee.commit([5n]);
    const cancelling = committee.commit([-5n]);
    expect(() => committee.jointKey([dealt, cancelling])).to.throw(PointError);
    expect(isKey(committee.jointKey([dealt, dealt]))).to.equal(true);
    expect(() => committee.drawPolynomial({ threshold: 4, size: 3 })).to.throw(RangeError);
    expect(() => committee.drawPolynomial({ threshold: 0, size: 3 })).to.throw(RangeError);
    expect(() => committee.shareFor([1n], 0)).to.throw(RangeError);
  });
});

describe("A trustee's proofs", () => {
  const statement = { chainId: CHAIN, committee: COMMITTEE, trustee: 2 };
  const secret = 0xabcdef0123456789n;
  const publicShare = multiply(GENERATOR, secret);
  const key = verificationKey("share8");

  it("confirm a secret, for this trustee alone", async () => {
    const proof = await proveConfirmation(statement, secret, artifacts("share8"));
    expect(await verifyFolded(confirmTranscript(statement, publicShare).values, proof, key)).to.equal(true);
    for (const other of [
      { ...statement, trustee: 1 },
      { ...statement, chainId: 1 },
      { ...statement, committee: POLL },
    ]) {
      expect(await verifyFolded(confirmTranscript(other, publicShare).values, proof, key)).to.equal(false);
    }
    const stolen = confirmTranscript(statement, multiply(GENERATOR, 5n));
    expect(await verifyFolded(stolen.values, proof, key)).to.equal(false);
  });

  it("show a share of a poll's totals to be right, and no other", async () => {
    const R = [3n, 5n, 7n, 11n].map((r) => multiply(GENERATOR, r));
    const forPoll = { ...statement, phase: "share" as const, poll: POLL };
    const { share, proof } = await proveShare(forPoll, secret, R, artifacts("share8"));
    expect(share.points).to.deep.equal(R.map((point) => multiply(point, secret)));
    const valid = shareTranscript(forPoll, publicShare, R, share.points);
    expect(await verifyFolded(valid.values, proof, key)).to.equal(true);
    const wrong = share.points.with(1, multiply(GENERATOR, 9n));
    for (const other of [
      shareTranscript(forPoll, publicShare, R, wrong),
      shareTranscript({ ...forPoll, poll: COMMITTEE }, publicShare, R, share.points),
      shareTranscript({ ...forPoll, phase: "confirm" }, publicShare, R, share.points),
      shareTranscript(forPoll, publicShare, R.toReversed(), share.points),
    ]) {
      expect(await verifyFolded(other.values, proof, key)).to.equal(false);
    }
  });
});
