import type { Address } from "viem";
import type { ServedChain } from "../services/chain.ts";

/** Gas that one ballot of any kind costs at most when it is brought alone. */
const GAS_EACH = 700_000n;

/** What the carrier's account can pay. */
export class Purse {
  readonly #chain: ServedChain;
  readonly #account: Address;
  /** Ballots that could be brought one by one at today's fees. */
  affords = 0;

  constructor(chain: ServedChain, account: Address) {
    this.#chain = chain;
    this.#account = account;
  }

  async refresh(): Promise<void> {
    const { client } = this.#chain;
    const [balance, { maxFeePerGas }] = await Promise.all([
      client.getBalance({ address: this.#account }),
      client.estimateFeesPerGas(),
    ]);
    const ballots = balance / (GAS_EACH * (maxFeePerGas > 0n ? maxFeePerGas : 1n));
    this.affords = Number(ballots < 1_000_000n ? ballots : 1_000_000n);
  }
}
