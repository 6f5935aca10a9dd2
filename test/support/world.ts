import hre from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { type Abi, type Address, getAddress, getContract, type Hex, type TransactionReceipt } from "viem";
import type { Deployment } from "../../dapp/src/protocol/deployment.ts";
import { decodeError, type Failure } from "../../dapp/src/protocol/errors.ts";
import {
  committeeAbi,
  invitationRollAbi,
  leVoteAbi,
  openPollAbi,
  openRollAbi,
  sealedPollAbi,
  semaphoreAbi,
  tokenRollAbi,
} from "../../dapp/src/protocol/generated/abi.ts";
import type { enrolmentTypedData } from "../../dapp/src/protocol/invitations.ts";
import { type Chain, chainOf } from "../../scripts/chains.ts";
import { deploy } from "../../scripts/deploy.ts";

/** First second of every test chain. Schedules count from it, so that the same test makes the same addresses. */
export const DAWN = 2_000_000_000;
/** Under the cap of one transaction (EIP-7825). Given always, so that nothing is estimated and a revert comes at once. */
const GAS = 16_000_000n;

/** What `actions.ts` makes. */
export interface Call {
  address: Address;
  abi: Abi | readonly unknown[];
  functionName: string;
  args?: readonly unknown[];
}

/** A chain of its own in this process, with Le Vote deployed as everywhere. */
export async function buildWorld(changes: Partial<Chain> = {}): Promise<World> {
  const connection = await hre.network.create({
    network: "default",
    override: { initialDate: new Date(DAWN * 1000), allowUnlimitedContractSize: false },
  });
  const chain = { ...chainOf(31337), ...changes };
  return new World(connection, await deploy(connection.provider, chain), await clients(connection), chain);
}

async function clients({ viem }: NetworkConnection) {
  const [reader, clock, wallets] = await Promise.all([
    viem.getPublicClient(),
    viem.getTestClient(),
    viem.getWalletClients(),
  ]);
  return { reader, clock, wallets };
}

type Clients = Awaited<ReturnType<typeof clients>>;

export class World {
  readonly chainId = 31337;
  readonly leVote: Address;

  constructor(
    readonly connection: NetworkConnection,
    readonly deployment: Deployment,
    readonly clients: Clients,
    readonly chain: Chain,
  ) {
    this.leVote = deployment.leVote;
  }

  /** The address of the account with this number; 0 deploys and organises. */
  account(number: number): Address {
    return getAddress(this.#wallet(number).account.address);
  }

  /** Sends and mines. @throws viem's error of a revert; {@link refusal} reads it. */
  async send(call: Call, from = 0): Promise<TransactionReceipt> {
    const wallet = this.#wallet(from);
    const request = { ...call, abi: call.abi as Abi, account: wallet.account, chain: null, gas: GAS };
    const hash = await wallet.writeContract(request);
    return this.clients.reader.getTransactionReceipt({ hash });
  }

  /** Sends raw calldata, as whoever carries a stored ballot does; to nobody, it makes a contract. */
  async sendRaw(to: Address | null, data: Hex, from = 0, gas = GAS): Promise<TransactionReceipt> {
    const wallet = this.#wallet(from);
    const hash = await wallet.sendTransaction({ account: wallet.account, chain: null, to, data, gas });
    return this.clients.reader.getTransactionReceipt({ hash });
  }

  /** An account's EIP-712 signature. */
  sign(data: ReturnType<typeof enrolmentTypedData>, from: number): Promise<Hex> {
    const wallet = this.#wallet(from);
    return wallet.signTypedData({ account: wallet.account, ...data });
  }

  /** What a call would answer, without sending it. */
  async ask(call: Call, from = 0): Promise<unknown> {
    const request = { ...call, abi: call.abi as Abi, account: this.account(from), gas: GAS };
    return (await this.clients.reader.simulateContract(request)).result;
  }

  /** The next block is made in this second. */
  async at(second: number): Promise<void> {
    await this.clients.clock.setNextBlockTimestamp({ timestamp: BigInt(second) });
  }

  /** Makes an empty block in this second, so that reading sees that time too. */
  async moveTo(second: number): Promise<void> {
    await this.at(second);
    await this.clients.clock.mine({ blocks: 1 });
  }

  async now(): Promise<number> {
    return Number((await this.clients.reader.getBlock()).timestamp);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  get factory() {
    return getContract({ address: this.leVote, abi: leVoteAbi, client: this.clients.reader });
  }

  get semaphore() {
    return getContract({
      address: this.deployment.semaphore as Address,
      abi: semaphoreAbi,
      client: this.clients.reader,
    });
  }

  invitationRoll(address: Address) {
    return getContract({ address, abi: invitationRollAbi, client: this.clients.reader });
  }

  openRoll(address: Address) {
    return getContract({ address, abi: openRollAbi, client: this.clients.reader });
  }

  tokenRoll(address: Address) {
    return getContract({ address, abi: tokenRollAbi, client: this.clients.reader });
  }

  openPoll(address: Address) {
    return getContract({ address, abi: openPollAbi, client: this.clients.reader });
  }

  sealedPoll(address: Address) {
    return getContract({ address, abi: sealedPollAbi, client: this.clients.reader });
  }

  committee(address: Address) {
    return getContract({ address, abi: committeeAbi, client: this.clients.reader });
  }

  #wallet(number: number) {
    const wallet = this.clients.wallets[number];
    if (!wallet) throw new RangeError(`the node has no account ${number}`);
    return wallet;
  }
}

/** The contract error that a transaction is refused with. @throws Error when it is not refused. */
export async function refusal(sending: Promise<unknown>): Promise<Failure> {
  const outcome = await sending.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  if (!outcome) throw new Error("this was not refused");
  return decodeError(outcome.error);
}
