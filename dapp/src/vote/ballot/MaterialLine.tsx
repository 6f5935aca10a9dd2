import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BallotSize } from "../../protocol/sealed/sizes.ts";
import { circuitsOf, materialBytes, provingMaterial } from "../proof/material.ts";

type State = "running" | "here" | "failed";
/** Of the poll's roll, and of its sealed ballots. */
type Props = { depth: number; size: BallotSize | null };

/** Downloads what a ballot's proofs need while the person reads, and says how much it is and whether it is here. */
export function MaterialLine({ depth, size }: Props) {
  const { t } = useTranslation("vote");
  const [state, setState] = useState<State>("running");
  useEffect(() => {
    let shown = true;
    const say = (next: State) => shown && setState(next);
    // A failure loses nothing: sealing tries again, and says then what is wrong.
    provingMaterial(circuitsOf(depth, size)).then(
      () => say("here"),
      () => say("failed"),
    );
    return () => {
      shown = false;
    };
  }, [depth, size]);
  const megabytes = (materialBytes(circuitsOf(depth, size)) / 1e6).toFixed(0);
  return <p>{t(`material.${state}`, { megabytes })}</p>;
}
