// One of the processes that provers.ts starts: answers each order with a proof.
import { answer } from "../../dapp/src/protocol/proofWorker.ts";
import { answerSealed } from "../../dapp/src/protocol/sealed/sealedWorker.ts";
import type { ProverOrder } from "./provers.ts";

process.on("message", (order: ProverOrder) => {
  const post = (report: object) => process.send?.(report);
  void ("task" in order ? answerSealed(order, post) : answer(order, post));
});
// The channel closes when the parent ends, however it ends.
process.once("disconnect", () => process.exit(0));
