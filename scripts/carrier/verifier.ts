import type { Address } from "viem";
import { castBallot } from "../../dapp/src/protocol/actions.ts";
import { BallotProofs } from "../../dapp/src/protocol/audit/ballotProofs.ts";
import { Pairing } from "../../dapp/src/protocol/audit/pairing.ts";
import type { FinishedBallot } from "../../dapp/src/protocol/ballot.ts";
import { decodeRule } from "../../dapp/src/protocol/questions.ts";
import type { PollRecord } from "../../dapp/src/protocol/reader.ts";
import { Refusal } from "../services/refusal.ts";

/** Ballots that may wait for their check; each takes some 10 ms. */
const LONGEST_LINE = 500;

/** Checks the proofs of ballots, one after the other, exactly as strictly as the pairing precompile does. */
export class Verifier {
  readonly #pairing: Pairing;
  readonly #chainId: number;
  readonly #polls = new Map<Address, { root: bigint; proofs: BallotProofs }>();
  #line: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  private constructor(pairing: Pairing, chainId: number) {
    this.#pairing = pairing;
    this.#chainId = chainId;
  }

  static async load(chainId: number): Promise<Verifier> {
    return new Verifier(await Pairing.load(), chainId);
  }

  /** @param poll whose roll is frozen. @throws Refusal 503 when too many wait. */
  async holds(poll: PollRecord & { frozen: object }, ballot: FinishedBallot): Promise<boolean> {
    if (this.#waiting >= LONGEST_LINE) throw new Refusal(503, "busy", "too many ballots at once", 5);
    this.#waiting++;
    const checked = this.#line.then(() => this.#check(poll, ballot));
    this.#line = checked.catch(() => undefined);
    return checked.finally(() => {
      this.#waiting--;
    });
  }

  async #check(poll: PollRecord & { frozen: object }, ballot: FinishedBallot): Promise<boolean> {
    const proofs = this.#proofsOf(poll);
    const [statement] = castBallot(ballot).args;
    return proofs.add({ ...statement }) && (await proofs.settle()) === null;
  }

  /** Keys are made ready once for each poll, and again should a reorganisation freeze another roll. */
  #proofsOf({ address, questions, frozen, sealed }: PollRecord): BallotProofs {
    const { root, depth } = frozen as NonNullable<PollRecord["frozen"]>;
    const known = this.#polls.get(address);
    if (known?.root === root) return known.proofs;
    const proofs = new BallotProofs(this.#pairing, {
      chainId: this.#chainId,
      poll: address,
      rules: questions.map(decodeRule),
      roll: { root, depth: depth as 10 | 13 | 16 | 20 },
      key: sealed?.electionKey ?? null,
    });
    this.#polls.set(address, { root, proofs });
    return proofs;
  }
}
