import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "../../app/explain.ts";
import type { PollDocument } from "../../protocol/documents.ts";
import type { QuestionRule } from "../../protocol/questions.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { draftFor, keepDraft, markBallot } from "../device/ballots.ts";
import { emptyPaper } from "../paper/answers.ts";
import { StandingNotice } from "../poll/StandingNotice.tsx";
import type { PollView } from "../poll/usePollView.ts";
import type { Voter } from "../poll/useVoters.ts";
import { materialBytes, provingMaterial } from "../proof/material.ts";
import { Counted } from "./Counted.tsx";
import { FinishedBallot } from "./FinishedBallot.tsx";
import { Paper } from "./Paper.tsx";
import { Sealing } from "./Sealing.tsx";
import { UnlockForm } from "./UnlockForm.tsx";
import { useOwnBallot } from "./useOwnBallot.ts";
import { useSealing } from "./useSealing.ts";

type Props = {
  view: PollView;
  voter: Voter;
  document: PollDocument;
  rules: readonly QuestionRule[];
  /** Whether the paper is open: the page around it makes room. */
  onOpen: (open: boolean) => void;
};

/** Where one voter stands with one poll, from "you may vote" to "your ballot was counted". */
export function VotingDesk({ view, voter, document, rules, onOpen }: Props) {
  const { t } = useTranslation(["vote", "common"]);
  const { record: poll } = view;
  const { identity, person, ballot, standing } = voter;
  const [paper, setPaper] = useState<readonly number[]>();
  const [trouble, setTrouble] = useState<unknown>();
  const own = useOwnBallot(poll, voter);
  const sealing = useSealing(poll, identity);
  const mayVote = standing === "mayVote";

  const depth = poll.frozen?.depth;
  useEffect(() => {
    // Downloads while the person reads. What fails here is said when the ballot is sealed, which tries again.
    if (mayVote && depth !== undefined) provingMaterial(depth).catch(explain);
  }, [mayVote, depth]);

  const found = own.data?.found;
  useEffect(() => {
    if (found === "counted" && ballot && ballot.status !== "counted") void markBallot(ballot.id, "counted");
  }, [found, ballot]);

  const show = (votes: readonly number[] | undefined) => {
    setPaper(votes);
    onOpen(votes !== undefined);
  };
  const open = async () => {
    try {
      const kept = await draftFor(identity, poll.address);
      const blank = emptyPaper(rules);
      show(kept?.length === blank.length ? kept : blank);
    } catch (cause) {
      setTrouble(cause);
    }
  };
  const edit = (votes: readonly number[]) => {
    keepDraft(identity, poll.address, votes).catch(setTrouble);
  };

  if (!person.open) {
    return (
      <Card>
        <UnlockForm person={person} />
      </Card>
    );
  }
  if (trouble !== undefined) return <ErrorNotice error={trouble} retry={() => setTrouble(undefined)} />;
  if (own.data && own.data.found !== "none") {
    return <Counted view={view} record={own.data.record} madeHere={own.data.found === "counted"} />;
  }
  if (ballot) return <FinishedBallot view={view} row={ballot} />;
  if (!mayVote) return <StandingNotice standing={standing} poll={poll} now={view.now} />;
  if (own.error) return <ErrorNotice error={own.error} retry={() => void own.refetch()} />;
  if (!own.data) return <ProgressLine words={t("common:loading")} />;
  if (sealing.state.step !== "idle") {
    return <Sealing state={sealing.state} onBack={sealing.reset} />;
  }
  if (paper) {
    return (
      <Paper
        document={document}
        rules={rules}
        initial={paper}
        onEdit={edit}
        onSeal={(votes) => {
          setPaper(votes);
          void sealing.seal(votes);
        }}
        onLeave={() => show(undefined)}
      />
    );
  }
  return (
    <Card>
      <Notice kind="success" title={t("standing.mayVote.what")}>
        {t("standing.mayVote.next")}
      </Notice>
      <Button look="primary" wide onPress={() => void open()}>
        {t("poll.vote")}
      </Button>
      {depth !== undefined && <p>{t("poll.size", { megabytes: (materialBytes(depth) / 1e6).toFixed(0) })}</p>}
    </Card>
  );
}
