import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import solc from "solc";
import { type Abi, type Address, getAddress, type Hex } from "viem";
import type { World } from "./world.ts";

/** What solc answers, as far as it is read here. */
interface Output {
  errors?: { severity: string; formattedMessage: string }[];
  contracts: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>;
}

const SOURCE = "Tokens.sol";
let compiled: Output["contracts"][string] | undefined;

/** The tokens are no part of the product, so they are compiled apart from it, once, by the same compiler. */
function contracts(): Output["contracts"][string] {
  if (compiled) return compiled;
  const input = {
    language: "Solidity",
    sources: { [SOURCE]: { content: readFileSync(new URL(SOURCE, import.meta.url), "utf8") } },
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true },
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
    },
  };
  const load = (path: string) => {
    const file = fileURLToPath(import.meta.resolve(path));
    return existsSync(file)
      ? { contents: readFileSync(file, "utf8") }
      : { error: `${path} is not installed` };
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: load })) as Output;
  const errors = output.errors?.filter(({ severity }) => severity === "error") ?? [];
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  compiled = output.contracts[SOURCE];
  if (!compiled) throw new Error("the compiler gave no tokens");
  return compiled;
}

export interface Deployed {
  address: Address;
  abi: Abi;
}

/** Deploys one of Tokens.sol. */
export async function deployToken(
  world: World,
  name: "Deeds" | "Shares" | "Association" | "Trickster",
  from = 0,
): Promise<Deployed> {
  const contract = contracts()[name];
  if (!contract) throw new Error(`Tokens.sol has no ${name}`);
  const { contractAddress } = await world.sendRaw(null, `0x${contract.evm.bytecode.object}` as Hex, from);
  if (!contractAddress) throw new Error(`${name} was not deployed`);
  return { address: getAddress(contractAddress), abi: contract.abi };
}
