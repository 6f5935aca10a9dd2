import { useCallback, useEffect, useRef, useState } from "react";
import type { Address } from "viem";
import { AppError } from "../../app/errors.ts";
import type { Language } from "../../i18n/index.ts";
import { newDraft, type PollDraft } from "./draft.ts";
import { dropDraft, keepDraft, keptDraft } from "./drafts.ts";

/** After the last key, in ms. */
const PAUSE = 400;

export type DraftState = {
  /** undefined while it is read from the device. */
  draft: PollDraft | undefined;
  /** It was written in an earlier visit. */
  restored: boolean;
  saved: "yes" | "soon" | "failed";
  error: AppError | undefined;
  change: (part: Partial<PollDraft>) => void;
  /** Begins anew. */
  discard: () => Promise<void>;
};

/** A draft that saves itself on the device while it is written and is there again after a reload. */
export function useDraft(roll: Address, language: Language, now: number): DraftState {
  const [draft, setDraft] = useState<PollDraft>();
  const [restored, setRestored] = useState(false);
  const [saved, setSaved] = useState<DraftState["saved"]>("yes");
  const [error, setError] = useState<AppError>();
  const begin = useRef({ language, now });
  begin.current = { language, now };
  /** The roll whose draft is here: effects may run again, what was typed since must not be overwritten. */
  const loaded = useRef<Address>(undefined);

  const fresh = useCallback(() => newDraft(roll, begin.current.language, begin.current.now), [roll]);

  useEffect(() => {
    if (loaded.current === roll) return;
    let shown = true;
    keptDraft(roll).then(
      (kept) => {
        if (!shown) return;
        loaded.current = roll;
        setRestored(kept !== undefined);
        // A draft kept by an earlier version may lack what was added since.
        setDraft({ ...fresh(), ...kept });
      },
      (cause: unknown) => {
        if (!shown) return;
        loaded.current = roll;
        setError(new AppError("StorageUnavailable", {}, { cause }));
        setDraft(fresh());
      },
    );
    return () => {
      shown = false;
    };
  }, [roll, fresh]);

  useEffect(() => {
    if (draft === undefined || saved !== "soon") return;
    const keep = () => {
      keepDraft(draft).then(
        () => setSaved("yes"),
        (cause: unknown) => {
          setSaved("failed");
          setError(new AppError("StorageUnavailable", {}, { cause }));
        },
      );
    };
    const timer = setTimeout(keep, PAUSE);
    document.addEventListener("visibilitychange", keep);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", keep);
    };
  }, [draft, saved]);

  const change = useCallback((part: Partial<PollDraft>) => {
    setDraft((old) => (old ? { ...old, ...part } : old));
    setSaved("soon");
  }, []);
  const discard = useCallback(async () => {
    await dropDraft(roll);
    setRestored(false);
    setSaved("yes");
    setDraft(fresh());
  }, [roll, fresh]);
  return { draft, restored, saved, error, change, discard };
}
