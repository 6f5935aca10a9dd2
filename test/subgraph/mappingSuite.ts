import hre from "hardhat";
import { type Emission, emit } from "./emitter.ts";
import { LE_VOTE } from "./fixtures.ts";
import { Index } from "./index.ts";

/** First second of the chains of these suites. */
export const DAWN = 2_000_000_000;

export interface Mapped {
  index: Index;
  /** Emits all in one block, one second after the last unless told otherwise. @returns the block's number. */
  emit(...emissions: Emission[]): Promise<number>;
  /** The same at a given second. */
  emitAt(second: number, ...emissions: Emission[]): Promise<number>;
}

/** A chain that emits what a test says, and a graph-node that follows it, for one suite. */
export function mappingSuite(): () => Mapped {
  let mapped: (Mapped & { stop(): Promise<void> }) | undefined;

  before(async function () {
    this.timeout(240_000);
    const connection = await hre.network.create({
      network: "default",
      override: { initialDate: new Date(DAWN * 1000) },
    });
    const index = await Index.follow(connection.provider, LE_VOTE);
    let now = DAWN;
    const emitAt = (second: number, ...emissions: Emission[]) => {
      now = second;
      return emit(connection.provider, second, emissions);
    };
    mapped = {
      index,
      emitAt,
      emit: (...emissions) => emitAt(now + 1, ...emissions),
      stop: async () => {
        await index.stop();
        await connection.close();
      },
    };
  });

  after(() => mapped?.stop());

  return () => {
    if (!mapped) throw new Error("the chain was not started");
    return mapped;
  };
}
