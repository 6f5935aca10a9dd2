import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Hex, isHex } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { OptionError } from "../services/options.ts";

/** The account that pays. Its key is made at the first start, in a file that only its owner may read. */
export function accountIn(file: string): PrivateKeyAccount {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${generatePrivateKey()}\n`, { mode: 0o600, flag: "wx" });
  }
  const key = readFileSync(file, "utf8").trim();
  if (!isHex(key) || key.length !== 66)
    throw new OptionError(`${file} holds no private key (0x and 64 digits)`);
  return privateKeyToAccount(key as Hex);
}
