import { expect } from "chai";
import { BackupError } from "../../dapp/src/protocol/identity.ts";
import {
  drawEncryptionKeys,
  encryptionKeysOf,
  openShare,
  SEALED_SHARE_BYTES,
  SealedShareError,
  sealShare,
} from "../../dapp/src/protocol/sealed/shareCipher.ts";
import { readTrusteeBackup, writeTrusteeBackup } from "../../dapp/src/protocol/sealed/trusteeBackup.ts";
import { CHAIN, COMMITTEE, POLL } from "./support/poll.ts";

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("A dealt share under way", () => {
  const route = { chainId: CHAIN, committee: COMMITTEE, dealer: 1, recipient: 2 };
  const dealer = drawEncryptionKeys();
  const recipient = drawEncryptionKeys();
  const stranger = drawEncryptionKeys();

  it("opens for its recipient, has a fixed length and never looks the same twice", async () => {
    const sealed = await sealShare(route, dealer, recipient.public, 42n);
    const again = await sealShare(route, dealer, recipient.public, 42n);
    expect(sealed).to.have.length(2 + 2 * SEALED_SHARE_BYTES);
    expect(again).to.not.equal(sealed);
    expect(await openShare(route, recipient, dealer.public, sealed)).to.equal(42n);
  });

  for (const [what, other] of [
    ["chain", { chainId: 1 }],
    ["committee", { committee: POLL }],
    ["dealer", { dealer: 3 }],
    ["recipient", { recipient: 3 }],
  ] as const) {
    it(`does not open as one of another ${what}`, async () => {
      const sealed = await sealShare(route, dealer, recipient.public, 42n);
      const error = await failure(openShare({ ...route, ...other }, recipient, dealer.public, sealed));
      expect(error).to.be.instanceOf(SealedShareError).and.include({ fault: "forged" });
    });
  }

  it("does not open for a stranger, from a stranger, or altered in any byte", async () => {
    const sealed = await sealShare(route, dealer, recipient.public, 42n);
    expect(await failure(openShare(route, stranger, dealer.public, sealed))).to.include({ fault: "forged" });
    const fromStranger = await sealShare(route, stranger, recipient.public, 42n);
    expect(await failure(openShare(route, recipient, dealer.public, fromStranger))).to.include({
      fault: "forged",
    });
    for (let at = 2; at < sealed.length; at += 2) {
      const byte = (Number.parseInt(sealed.slice(at, at + 2), 16) ^ 1).toString(16).padStart(2, "0");
      const altered = `${sealed.slice(0, at)}${byte}${sealed.slice(at + 2)}` as `0x${string}`;
      expect(await failure(openShare(route, recipient, dealer.public, altered))).to.be.instanceOf(
        SealedShareError,
      );
    }
  });

  it("is refused when cut short or sealed to a key of small order", async () => {
    const sealed = await sealShare(route, dealer, recipient.public, 42n);
    const short = sealed.slice(0, -2) as `0x${string}`;
    expect(await failure(openShare(route, recipient, dealer.public, short))).to.include({
      fault: "malformed",
    });
    const zero = `0x${"00".repeat(32)}` as const;
    expect(await failure(sealShare(route, dealer, zero, 42n))).to.include({ fault: "malformed" });
  });
});

describe("A trustee's backup file", () => {
  const content = {
    chainId: CHAIN,
    committee: COMMITTEE,
    trustee: 2,
    encryptionSecret: encryptionKeysOf(new Uint8Array(32).fill(7)).secret,
    polynomial: [1n, 2n ** 250n],
    secret: null,
  };

  it("gives back what it keeps, for the right password only", async () => {
    const file = await writeTrusteeBackup(content, "correct horse battery");
    expect(await readTrusteeBackup(file, "correct horse battery")).to.deep.equal(content);
    expect(await failure(readTrusteeBackup(file, "correct horse")))
      .to.be.instanceOf(BackupError)
      .and.include({ fault: "password" });
  });

  it("shows no secret and cannot be passed off as another trustee's", async () => {
    const file = await writeTrusteeBackup({ ...content, secret: 3n }, "p");
    expect(file).to.not.include(String(2n ** 250n));
    const moved = file.replace('"trustee": 2', '"trustee": 3');
    expect(moved).to.not.equal(file);
    expect(await failure(readTrusteeBackup(moved, "p"))).to.include({ fault: "password" });
  });

  it("is refused when it is not one, or of a later version", async () => {
    const file = await writeTrusteeBackup(content, "p");
    for (const text of ["", "{}", file.replace('"version": 1', '"version": 2')]) {
      expect(await failure(readTrusteeBackup(text, "p"))).to.include({ fault: "file" });
    }
  });
});
