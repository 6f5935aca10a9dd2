/**
 * Codes printed on invitation letters: 15 random symbols of Crockford's base32 (75 bits) and a checksum symbol that
 * notices every single wrong symbol and every two swapped ones.
 */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 16;

/** A code as 16 upper-case symbols without separators. */
export type InvitationCode = string;

export function newInvitationCode(): InvitationCode {
  // 256 is a multiple of 32, so the low five bits of a random byte are uniform.
  const symbols = Array.from(crypto.getRandomValues(new Uint8Array(CODE_LENGTH - 1)), (byte) => byte & 31);
  return [...symbols, checksum(symbols)].map((symbol) => ALPHABET[symbol]).join("");
}

/** @returns the code in four groups of four, as printed. */
export function formatCode(code: InvitationCode): string {
  return code.match(/.{1,4}/g)?.join("-") ?? "";
}

/**
 * Reads a code as people type it: any case, spaces and hyphens anywhere, O for 0, I or L for 1.
 * @returns null when it is not a code or its checksum is wrong.
 */
export function readCode(typed: string): InvitationCode | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–—]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  const symbols = Array.from(code, (character) => ALPHABET.indexOf(character));
  if (symbols.length !== CODE_LENGTH || symbols.includes(-1)) return null;
  return checksum(symbols.slice(0, -1)) === symbols[CODE_LENGTH - 1] ? code : null;
}

/** Σ α^(15−i)·s_i in GF(32): distinct non-zero weights at all places, 1 at the checksum's own. */
function checksum(symbols: readonly number[]): number {
  return symbols.reduce((sum, symbol) => timesAlpha(sum ^ symbol), 0);
}

/** Product with α in GF(2)[x] / (x⁵ + x² + 1), of which α = x generates all 31 non-zero elements. */
function timesAlpha(element: number): number {
  const shifted = element << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}
