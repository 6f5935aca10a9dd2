import { useCallback, useEffect, useRef, useState } from "react";
import { AppError } from "../../app/errors.ts";
import type { InvitationBatch } from "../../protocol/invitations.ts";
import type { BatchAnswer, BatchOrder } from "./invitationWorker.ts";

export type MakingState =
  | { step: "idle" }
  | { step: "making"; done: number; size: number }
  | { step: "made"; batch: InvitationBatch }
  | { step: "failed"; error: AppError };

/** Makes invitations in a worker. What it made lives in this component's memory alone and is gone when it leaves. */
export function useInvitationMaker() {
  const [state, setState] = useState<MakingState>({ step: "idle" });
  const worker = useRef<Worker | null>(null);
  const stop = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  const make = useCallback(
    (order: BatchOrder) => {
      stop();
      const fail = (cause: unknown) => {
        stop();
        setState({ step: "failed", error: new AppError("InvitationsFailed", {}, { cause }) });
      };
      const making = new Worker(new URL("./invitationWorker.ts", import.meta.url), { type: "module" });
      worker.current = making;
      making.onerror = (event) => fail(new Error(event.message));
      making.onmessage = ({ data }: MessageEvent<BatchAnswer>) => {
        if (data.is === "progress") setState({ step: "making", done: data.done, size: order.size });
        else if (data.is === "failure") fail(new Error(data.message));
        else {
          stop();
          setState({ step: "made", batch: data.batch });
        }
      };
      setState({ step: "making", done: 0, size: order.size });
      making.postMessage(order);
    },
    [stop],
  );
  return { state, make };
}
