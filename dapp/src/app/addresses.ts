/** An address short enough to recognise: `0x1234…cdef`. The full one belongs behind "details". */
export const shortAddress = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`;

/** Addresses are compared without regard to their checksum's case. */
export const sameAddress = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();
