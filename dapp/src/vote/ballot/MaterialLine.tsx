import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { materialBytes, provingMaterial } from "../proof/material.ts";

type State = "running" | "here" | "failed";

/** Downloads what a proof needs while the person reads, and says how much it is and whether it is here. */
export function MaterialLine({ depth }: { depth: number }) {
  const { t } = useTranslation("vote");
  const [state, setState] = useState<State>("running");
  useEffect(() => {
    let shown = true;
    const say = (next: State) => shown && setState(next);
    // A failure loses nothing: sealing tries again, and says then what is wrong.
    provingMaterial(depth).then(
      () => say("here"),
      () => say("failed"),
    );
    return () => {
      shown = false;
    };
  }, [depth]);
  return <p>{t(`material.${state}`, { megabytes: (materialBytes(depth) / 1e6).toFixed(0) })}</p>;
}
