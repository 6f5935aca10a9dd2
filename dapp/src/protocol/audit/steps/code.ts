import { type Abi, type Address, type Hex, keccak256, padHex, toHex } from "viem";
import { invitationRollAbi, leVoteAbi } from "../../generated/abi.ts";
import type { Context } from "../context.ts";
import { compareCode, typedDataWords } from "../deployedCode.ts";
import type { StepRecord } from "../report.ts";

/** What LeVote clones, as its views say and as its code is checked to say. */
export type Implementations = Record<
  "invitationRoll" | "tokenRoll" | "openRoll" | "committee" | "openPoll" | "sealedPoll",
  Address
>;

export interface Deployment {
  implementations: Implementations;
  semaphore: Address;
  /** Shortest windows, seconds. */
  windows: { rollClosing: number; voting: number };
}

const CONTRACTS: Record<keyof Implementations, string> = {
  invitationRoll: "InvitationRoll",
  tokenRoll: "TokenRoll",
  openRoll: "OpenRoll",
  committee: "Committee",
  openPoll: "OpenPoll",
  sealedPoll: "SealedPoll",
};

/** @throws Difference when LeVote does not answer as one. */
export async function readDeployment({ source, leVote }: Context, step: StepRecord): Promise<Deployment> {
  const view = (name: string) => source.view(leVote, leVoteAbi as Abi, name);
  const [implementations, semaphore, windows] = await Promise.all([
    view("implementations"),
    view("semaphore"),
    view("windows"),
  ]);
  step.require(
    Boolean(implementations && semaphore && windows),
    "codeDiffers",
    `what stands at ${leVote} does not answer as LeVote`,
  );
  return {
    implementations: implementations as Implementations,
    semaphore: semaphore as Address,
    windows: windows as Deployment["windows"],
  };
}

/**
 * Every contract that the poll can call has the code of this source, the libraries behind it too, and with it the
 * verification keys: they are constants in that code.
 */
export async function checkCode(context: Context, step: StepRecord, deployment: Deployment): Promise<void> {
  const { compiled, leVote, chainId, source, inputs } = context;
  const { implementations, semaphore, windows } = deployment;
  if (!compiled) {
    step.notes.push(
      "The contracts are not compiled here, so their code was not compared: run npx hardhat build.",
    );
    return;
  }
  const notice = await source.view(implementations.invitationRoll, invitationRollAbi as Abi, "removalNotice");
  step.facts.removalNotice = Number(notice ?? 0);
  const addresses = [leVote, semaphore, ...Object.values(implementations)];
  const numbers = [windows.rollClosing, windows.voting, Number(notice ?? 0)];
  const common = [...addresses.map(word), ...numbers.map((number) => toHex(number, { size: 32 }))];
  const waiting = [
    { name: "LeVote", address: leVote },
    { name: "Semaphore", address: semaphore },
    ...Object.entries(CONTRACTS).map(([key, name]) => ({
      name,
      address: implementations[key as keyof Implementations],
    })),
  ];
  const seen = new Map<string, Address>();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { name, address } = next;
    const known = seen.get(name);
    if (known) {
      step.expect(known.toLowerCase() === address.toLowerCase(), "codeDiffers", `there are two ${name}`);
      continue;
    }
    seen.set(name, address);
    const contract = compiled(name);
    if (!contract) {
      step.notes.push(`${name} is not compiled here; its code was not compared.`);
      continue;
    }
    const code = await source.code(address);
    inputs.code[name] = keccak256(code);
    const { differsAt, libraries, immutables } = compareCode(code, contract);
    step.expect(
      differsAt === null,
      "codeDiffers",
      `${name} at ${address} is not the code of this source, from byte ${differsAt} on`,
    );
    const allowed = new Set(
      [...common, word(address), ...typedDataWords(chainId, address, "Le Vote roll", "1")].map(lower),
    );
    const strange = differsAt === null ? immutables.find((value) => !allowed.has(lower(value))) : undefined;
    step.expect(
      strange === undefined,
      "codeDiffers",
      `${name} at ${address} was deployed with ${strange}, which is nothing of this deployment`,
    );
    if (differsAt === null) waiting.push(...libraries);
  }
  step.facts.contracts = [...seen.keys()];
}

const word = (address: Address): Hex => padHex(address, { size: 32 });
const lower = (text: string) => text.toLowerCase();
