import { Identity } from "@semaphore-protocol/identity";
import { expect } from "chai";
import { readBackupFile, writeBackupFile } from "../../dapp/src/protocol/backupFile.ts";
import {
  BackupError,
  backupWords,
  identityFrom,
  newIdentity,
  secretFromWords,
  wordsOf,
} from "../../dapp/src/protocol/identity.ts";

const ROLL = "0x00000000000000000000000000000000000000AA";

describe("a voter's identity", () => {
  it("is the one that Semaphore makes of the same secret", () => {
    const { secret, commitment, secretScalar } = newIdentity();
    const semaphore = new Identity(secret);
    expect([commitment, secretScalar]).to.deep.equal([semaphore.commitment, semaphore.secretScalar]);
    expect(secret).to.have.length(32);
  });

  it("comes back from its secret and is another for each secret", () => {
    const identity = newIdentity();
    expect(identityFrom(identity.secret)).to.deep.equal(identity);
    expect(newIdentity().commitment).not.to.equal(identity.commitment);
    expect(() => identityFrom(new Uint8Array(31))).to.throw(RangeError);
  });
});

describe("backup words", () => {
  for (const language of ["en", "fr"] as const) {
    it(`are 24 and give the secret back (${language})`, () => {
      const { secret } = newIdentity();
      const words = backupWords(secret, language);
      expect(words.split(" ")).to.have.length(24);
      expect(secretFromWords(words)).to.deep.equal(secret);
      expect(
        secretFromWords(`  ${words.toUpperCase().replaceAll(" ", "\n ")} `.normalize("NFC")),
      ).to.deep.equal(secret);
    });
  }

  it("may be typed without accents, of which no word depends", () => {
    const bare = (word: string) => word.normalize("NFD").replace(/\p{Mn}/gu, "");
    expect(new Set(wordsOf("fr").map(bare)).size).to.equal(2048);
    const { secret } = newIdentity();
    expect(secretFromWords(bare(backupWords(secret, "fr")))).to.deep.equal(secret);
  });

  it("are refused when a word is wrong, missing, or out of order", () => {
    const words = backupWords(new Uint8Array(32).fill(7), "en").split(" ");
    const wrong = [
      words.slice(1),
      ["zebra", ...words.slice(1)],
      ["xyzzy", ...words.slice(1)],
      words.slice(0, 12),
    ];
    for (const list of wrong) expect(() => secretFromWords(list.join(" "))).to.throw(BackupError, "words");
  });
});

describe("a backup file", () => {
  const content = { chainId: 31337, roll: ROLL, secret: new Uint8Array(32).fill(9) } as const;

  it("gives the identity back with its password and hides it without", async () => {
    const text = await writeBackupFile(content, "marché aux fleurs");
    expect(await readBackupFile(text, "marché aux fleurs".normalize("NFD"))).to.deep.equal(content);
    const failure = await readBackupFile(text, "marche aux fleurs").catch((error) => error);
    expect(failure).to.be.instanceOf(BackupError).and.include({ fault: "password" });
    expect(text).not.to.contain(Buffer.from(content.secret).toString("base64"));
  });

  it("cannot be moved to another roll", async () => {
    const text = await writeBackupFile(content, "secret");
    const moved = text.replace(ROLL, ROLL.replace(/AA$/, "BB"));
    expect((await readBackupFile(moved, "secret").catch((error) => error)).fault).to.equal("password");
  });

  it("is refused when it is something else", async () => {
    for (const text of ["", "{}", "[]", JSON.stringify({ format: "le-vote-identity", version: 2 })]) {
      expect((await readBackupFile(text, "secret").catch((error) => error)).fault).to.equal("file");
    }
  });
});
