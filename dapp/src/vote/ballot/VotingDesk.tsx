import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
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
import { Counted } from "./Counted.tsx";
import { FinishedBallot } from "./FinishedBallot.tsx";
import { MaterialLine } from "./MaterialLine.tsx";
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

  const { reset } = sealing;
  useEffect(() => {
    if (!ballot) return;
    // The choice is gone from here; what is left is the finished ballot.
    setPaper(undefined);
    reset();
    onOpen(false);
  }, [ballot, reset, onOpen]);

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
    return <Counted view={view} place={own.data.place} madeHere={own.data.found === "counted"} />;
  }
  if (ballot && !own.data && !own.error) return <ProgressLine words={t("common:loading")} />;
  if (ballot) return <FinishedBallot view={view} row={ballot} identity={identity} />;
  if (!mayVote) return <StandingNotice standing={standing} poll={poll} now={view.now} />;
  if (own.error) return <ErrorNotice error={own.error} retry={() => void own.refetch()} />;
  if (!own.data || sealing.state.step === "done") return <ProgressLine words={t("common:loading")} />;
  if (sealing.state.step !== "idle") {
    return <Sealing state={sealing.state} onBack={sealing.reset} />;
  }
  if (paper) {
    return (
      <Paper
        document={document}
        rules={rules}
        sealed={poll.sealed !== null}
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
      {poll.frozen && <MaterialLine depth={poll.frozen.depth} size={poll.sealed?.size ?? null} />}
    </Card>
  );
}
