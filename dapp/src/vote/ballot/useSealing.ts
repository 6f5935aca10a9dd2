import { useCallback, useState } from "react";
import { useConfig } from "../../app/ConfigContext.tsx";
import { openedReader } from "../../app/data/useRead.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import type { IdentityRow } from "../device/database.ts";
import type { SealProgress } from "../proof/makeBallot.ts";

/** Where making a ballot stands. Once it is made the device's store announces it. */
export type SealState =
  | { step: "idle" }
  | { step: "busy"; progress: SealProgress }
  /** The ballot is in the store; it shows in a moment. */
  | { step: "done" }
  | { step: "failed"; error: Error; again: () => void };

/** Makes the ballot of one voter when asked. */
export function useSealing(poll: PollRecord, identity: IdentityRow) {
  const config = useConfig();
  const [state, setState] = useState<SealState>({ step: "idle" });

  const seal = async (votes: readonly number[]) => {
    setState({ step: "busy", progress: { stage: "material", fraction: 0 } });
    const { reader, failureOf } = await openedReader(config);
    try {
      const [{ makeBallot }, { requireAsPublished }, { publicClientOf }] = await Promise.all([
        import("../proof/makeBallot.ts"),
        import("../proof/publication.ts"),
        import("../../app/wallet/chain.ts"),
      ]);
      await requireAsPublished(publicClientOf(config), config.leVote, poll);
      await makeBallot(reader, poll, identity, votes, (progress) => setState({ step: "busy", progress }));
      setState({ step: "done" });
    } catch (cause) {
      setState({ step: "failed", error: failureOf(cause), again: () => void seal(votes) });
    }
  };
  const reset = useCallback(() => setState({ step: "idle" }), []);
  return { state, seal, reset };
}
