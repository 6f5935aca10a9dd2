import { entropyToMnemonic, mnemonicToEntropy, validateMnemonic } from "@scure/bip39";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { Identity } from "@semaphore-protocol/identity";

/** Length of an identity's secret. */
export const SECRET_BYTES = 32;
/** Languages that backup words are written in. */
export type WordLanguage = "en" | "fr";

/** What proves that one is on a roll. One per roll, so that rolls cannot be linked. */
export interface VoterIdentity {
  /** Its 32 random bytes: all that must be kept, and kept secret. */
  secret: Uint8Array;
  /** Public name on the roll. */
  commitment: bigint;
  /** The circuit's private input. */
  secretScalar: bigint;
}

export function newIdentity(): VoterIdentity {
  return identityFrom(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
}

/** @param secret 32 bytes. The same secret always gives the same identity, as Semaphore's own library makes it. */
export function identityFrom(secret: Uint8Array): VoterIdentity {
  if (secret.length !== SECRET_BYTES)
    throw new RangeError(`a secret has ${SECRET_BYTES} bytes, not ${secret.length}`);
  const { commitment, secretScalar } = new Identity(secret);
  return { secret, commitment, secretScalar };
}

const wordlists = { en: english, fr: french };

/** @returns 24 words that give the secret back. */
export function backupWords(secret: Uint8Array, language: WordLanguage): string {
  return entropyToMnemonic(secret, wordlists[language]);
}

/**
 * Reads backup words in either language, whatever their spacing and case; French ones also without their accents.
 * @throws BackupError "words" when a word is unknown or the checksum is wrong.
 */
export function secretFromWords(words: string): Uint8Array {
  const typed = words.trim().split(/\s+/).map(bare);
  for (const wordlist of [english, french]) {
    const known = new Map(wordlist.map((word) => [bare(word), word]));
    const found = typed.map((word) => known.get(word)).filter((word) => word !== undefined);
    if (found.length === typed.length && validateMnemonic(found.join(" "), wordlist)) {
      const secret = mnemonicToEntropy(found.join(" "), wordlist);
      if (secret.length === SECRET_BYTES) return secret;
    }
  }
  throw new BackupError("words");
}

/** A word as keyboards without accents give it. No two words of a list differ by accents alone. */
function bare(word: string): string {
  return word
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}

/** Words of the language, for completing what a person types. */
export function wordsOf(language: WordLanguage): readonly string[] {
  return wordlists[language];
}

/** "words": not 24 known words in order. "file": not a backup file. "password": wrong password or a damaged file. */
export type BackupFault = "words" | "file" | "password";

export class BackupError extends Error {
  override readonly name = "BackupError";
  readonly fault: BackupFault;

  constructor(fault: BackupFault, cause?: unknown) {
    super(`the backup cannot be read: ${fault}`, { cause });
    this.fault = fault;
  }
}
