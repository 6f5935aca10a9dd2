import {
  type Address,
  encodeAbiParameters,
  type Hex,
  keccak256,
  padHex,
  parseAbiParameters,
  slice,
  stringToHex,
  toHex,
} from "viem";

/** One contract as this source compiles. Positions and lengths in bytes. */
export interface CompiledContract {
  /** Code with zeros, or the compiler's placeholders, where addresses of libraries come. */
  deployedBytecode: string;
  /** Places that the constructor fills, by value. */
  immutables: readonly (readonly { start: number; length: number }[])[];
  libraries: readonly { name: string; places: readonly { start: number; length: number }[] }[];
}

/** This source's contracts by their names; null for a name that it does not have. */
export type CompiledSource = (name: string) => CompiledContract | null;

export interface ComparedCode {
  /** First byte that differs, null when all are the same. */
  differsAt: number | null;
  /** Where the libraries stand that this code calls. */
  libraries: { name: string; address: Address }[];
  /** Values of the immutables, as 32 bytes. */
  immutables: Hex[];
}

/** A library from the compiler's older pipeline begins with its own address, against calls from anywhere but contracts. */
const ownAddress = /^73(00){20}3014/;
const OWN_ADDRESS = { start: 1, length: 20 };

/** Compares code byte by byte, apart from what deploying fills in, which is handed back to be judged. */
export function compareCode(code: Hex, compiled: CompiledContract): ComparedCode {
  const digits = (text: string, start: number, length: number) => text.slice(2 * start, 2 * (start + length));
  const deployed = code.slice(2);
  const expected = compiled.deployedBytecode.replace(/^0x/, "");
  const filled = ownAddress.test(expected) ? [...compiled.immutables, [OWN_ADDRESS]] : compiled.immutables;
  const masked = [...filled.flat(), ...compiled.libraries.flatMap(({ places }) => places)];
  const mask = (text: string) =>
    masked.reduce(
      (rest, { start, length }) =>
        rest.slice(0, 2 * start) + "0".repeat(2 * length) + rest.slice(2 * (start + length)),
      text,
    );
  const [left, right] = [mask(deployed), mask(expected)];
  let differsAt: number | null = null;
  if (left !== right) {
    differsAt = 0;
    while (digits(left, differsAt, 1) === digits(right, differsAt, 1)) differsAt++;
  }
  const valuesAt = (places: readonly { start: number; length: number }[]) => [
    ...new Set(places.map(({ start, length }) => `0x${digits(deployed, start, length)}` as Hex)),
  ];
  return {
    differsAt,
    libraries: compiled.libraries.flatMap(({ name, places }) =>
      valuesAt(places).map((address) => ({ name, address: address as Address })),
    ),
    immutables: filled.flatMap(valuesAt).map((value) => padHex(value, { size: 32 })),
  };
}

/** What OpenZeppelin's `EIP712` keeps for name and version at this address. */
export function typedDataWords(chainId: number, contract: Address, name: string, version: string): Hex[] {
  const [hashedName, hashedVersion] = [name, version].map((text) => keccak256(stringToHex(text))) as [
    Hex,
    Hex,
  ];
  const domainType = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
  const separator = keccak256(
    encodeAbiParameters(parseAbiParameters("bytes32, bytes32, bytes32, uint256, address"), [
      keccak256(stringToHex(domainType)),
      hashedName,
      hashedVersion,
      BigInt(chainId),
      contract,
    ]),
  );
  const short = (text: string) => {
    const bytes = padHex(stringToHex(text), { size: 32, dir: "right" });
    return `${slice(bytes, 0, 31)}${toHex(text.length, { size: 1 }).slice(2)}` as Hex;
  };
  return [hashedName, hashedVersion, separator, toHex(chainId, { size: 32 }), short(name), short(version)];
}
