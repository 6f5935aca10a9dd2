import { expect } from "chai";
import type { Address, Hex } from "viem";
import type { CommitteeRecord } from "../../dapp/src/protocol/reader.ts";
import { commit, drawPolynomial, publicShare } from "../../dapp/src/protocol/sealed/committee.ts";
import { GENERATOR, multiply } from "../../dapp/src/protocol/sealed/curve.ts";
import { drawEncryptionKeys } from "../../dapp/src/protocol/sealed/shareCipher.ts";
import { readTrusteeBackup, writeTrusteeBackup } from "../../dapp/src/protocol/sealed/trusteeBackup.ts";
import {
  readSecrets,
  sameSecrets,
  type TrusteeSecrets,
  writeSecrets,
} from "../../dapp/src/trustee/device/secretText.ts";
import {
  BadDeal,
  fitsKey,
  keyFromDeals,
  makeDeal,
  OtherSecrets,
} from "../../dapp/src/trustee/visits/dealing.ts";

const CHAIN = 31_337;
const ADDRESS = "0x00000000000000000000000000000000000000cc" as Address;
const AT = { block: 1, logIndex: 0 };
const SHAPE = { threshold: 2, size: 3 };

const draw = (): TrusteeSecrets => ({
  encryptionSecret: drawEncryptionKeys().secret,
  polynomial: [...drawPolynomial(SHAPE)],
  secret: null,
});

/** Three trustees who have accepted, and what each of them holds. */
function accepted() {
  const keys = [1, 2, 3].map(() => drawEncryptionKeys());
  const secrets = keys.map(({ secret }): TrusteeSecrets => ({ ...draw(), encryptionSecret: secret }));
  const committee: CommitteeRecord = {
    address: ADDRESS,
    creator: ADDRESS,
    threshold: 2,
    trustees: keys.map((key, i) => ({
      trustee: i + 1,
      account: `0x${String(i + 1).padStart(40, "0")}` as Address,
      accepted: { encryptionKey: key.public, at: AT },
      dealt: null,
      confirmed: null,
    })),
    document: "{}",
    created: AT,
    electionKey: null,
  };
  return { committee, secrets };
}

const seat = (committee: CommitteeRecord, trustee: number) => ({ chainId: CHAIN, committee, trustee });
const at = <T>(list: readonly T[], place: number): T => {
  const found = list[place];
  if (found === undefined) throw new RangeError(`there is no number ${place}`);
  return found;
};

async function dealt() {
  const { committee, secrets } = accepted();
  const deals = await Promise.all(secrets.map((held, i) => makeDeal(seat(committee, i + 1), held)));
  const trustees = committee.trustees.map((trustee, i) => ({
    ...trustee,
    dealt: { ...at(deals, i), at: AT },
  }));
  return { committee: { ...committee, trustees }, secrets };
}

/** The committee with one dealt share replaced. */
function altered(committee: CommitteeRecord, dealer: number, recipient: number, share: Hex): CommitteeRecord {
  const trustees = committee.trustees.map((trustee) => {
    if (trustee.trustee !== dealer || !trustee.dealt) return trustee;
    const shares = trustee.dealt.shares.map((each, i) => (i + 1 === recipient ? share : each));
    return { ...trustee, dealt: { ...trustee.dealt, shares } };
  });
  return { ...committee, trustees };
}

const thrown = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("What trustees deal each other", () => {
  it("makes keys that fit what everyone can compute of them, two of three", async () => {
    const { committee, secrets } = await dealt();
    const commitments = committee.trustees.map((trustee) => trustee.dealt?.commitments ?? []);
    for (const [i, held] of secrets.entries()) {
      const key = await keyFromDeals(seat(committee, i + 1), held);
      expect(multiply(GENERATOR, key)).to.deep.equal(publicShare(commitments, i + 1));
    }
  });

  it("can be opened again from a backup file made before anyone dealt", async () => {
    const { committee, secrets } = await dealt();
    const place = { chainId: CHAIN, committee: ADDRESS, trustee: 2 };
    const file = await writeTrusteeBackup({ ...place, ...at(secrets, 1) }, "correct horse");
    const opened = await readTrusteeBackup(file, "correct horse");
    const key = await keyFromDeals(seat(committee, 2), opened);
    const confirmed = { key: multiply(GENERATOR, key), proof: { h: 0n, points: [] as never }, at: AT };
    const trustees = committee.trustees.map((each) => (each.trustee === 2 ? { ...each, confirmed } : each));
    expect(fitsKey({ ...committee, trustees }, 2, key)).to.equal(true);
    expect(fitsKey({ ...committee, trustees }, 2, key + 1n)).to.equal(false);
    expect(fitsKey(committee, 2, key)).to.equal(false);
  });

  it("names who dealt a share that does not open", async () => {
    const { committee, secrets } = await dealt();
    const swapped = altered(committee, 3, 1, at(committee.trustees, 1).dealt?.shares[0] ?? "0x");
    const error = await thrown(keyFromDeals(seat(swapped, 1), at(secrets, 0)));
    expect(error).to.be.instanceOf(BadDeal);
    expect((error as BadDeal).dealers).to.deep.equal([3]);
    await keyFromDeals(seat(swapped, 2), at(secrets, 1));
  });

  it("names who dealt a share that opens but is not the one committed to", async () => {
    const { committee, secrets } = await dealt();
    const liar = await makeDeal(seat(committee, 3), { ...at(secrets, 2), polynomial: draw().polynomial });
    const cheated = altered(committee, 3, 1, at(liar.shares, 0));
    const error = await thrown(keyFromDeals(seat(cheated, 1), at(secrets, 0)));
    expect((error as BadDeal).dealers).to.deep.equal([3]);
  });

  it("refuses secrets of another device rather than blame somebody", async () => {
    const { committee, secrets } = await dealt();
    const others = [
      draw(),
      { ...at(secrets, 0), polynomial: draw().polynomial },
      { ...at(secrets, 0), polynomial: null },
      at(secrets, 1),
    ];
    for (const held of others) {
      expect(await thrown(keyFromDeals(seat(committee, 1), held))).to.be.instanceOf(OtherSecrets);
    }
    expect(await thrown(makeDeal(seat(committee, 1), draw()))).to.be.instanceOf(OtherSecrets);
    expect(
      await thrown(makeDeal(seat(committee, 1), { ...at(secrets, 0), polynomial: null })),
    ).to.be.instanceOf(OtherSecrets);
  });

  it("commits each dealer to its own polynomial and deals nothing to itself", async () => {
    const { committee, secrets } = accepted();
    const deal = await makeDeal(seat(committee, 2), at(secrets, 1));
    expect(deal.commitments).to.deep.equal(commit(at(secrets, 1).polynomial ?? []));
    expect(deal.shares.map((share) => share === "0x")).to.deep.equal([false, true, false]);
  });
});

describe("A trustee's secrets on its device", () => {
  it("come back as they were written", () => {
    const held = { ...draw(), secret: 7n };
    expect(readSecrets(writeSecrets(held))).to.deep.equal(held);
    const bare = { ...draw(), polynomial: null };
    expect(readSecrets(writeSecrets(bare))).to.deep.equal(bare);
    expect(() => readSecrets('{"encryptionSecret":"0x00"}')).to.throw();
  });

  it("are the same where only the key that follows from them is missing", () => {
    const held = draw();
    expect(sameSecrets(held, { ...held, secret: 7n })).to.equal(true);
    expect(sameSecrets({ ...held, secret: 8n }, { ...held, secret: 7n })).to.equal(false);
    expect(sameSecrets(held, draw())).to.equal(false);
    expect(sameSecrets(held, { ...held, polynomial: null })).to.equal(false);
  });
});
