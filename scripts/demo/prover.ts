// One of the processes that provers.ts starts: answers each order with a proof.
import { answer, type ProofOrder } from "../../dapp/src/protocol/proofWorker.ts";

process.on("message", (order: ProofOrder) => {
  void answer(order, (report) => process.send?.(report));
});
// The channel closes when the parent ends, however it ends.
process.once("disconnect", () => process.exit(0));
