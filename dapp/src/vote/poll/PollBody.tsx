import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sameAddress } from "../../app/addresses.ts";
import type { PollDocument } from "../../protocol/documents.ts";
import { Phase } from "../../protocol/phase.ts";
import type { QuestionRule } from "../../protocol/questions.ts";
import { Card, Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { RadioRow, RadioRows } from "../../ui/Rows.tsx";
import { VotingDesk } from "../ballot/VotingDesk.tsx";
import { useDevice } from "../device/useDevice.ts";
import { PollPaper, QuestionList } from "../document/PollPaper.tsx";
import { NoResult } from "../sealed/NoResult.tsx";
import { OpenedBy } from "../sealed/OpenedBy.tsx";
import { Opening } from "../sealed/Opening.tsx";
import { Secrecy } from "../sealed/Secrecy.tsx";
import { standingOf } from "../standing.ts";
import { Result } from "./Result.tsx";
import { StandingNotice } from "./StandingNotice.tsx";
import { Turnout } from "./Turnout.tsx";
import { type PollView, showsTurnout } from "./usePollView.ts";
import { useVoters } from "./useVoters.ts";

type Props = {
  view: PollView;
  document: PollDocument;
  rules: readonly QuestionRule[];
  /** Only the ballot paper is shown. */
  voting: boolean;
  onVoting: (voting: boolean) => void;
};

/** The three questions: what is being asked, may I answer, is it secret; then turnout or the result. */
export function PollBody({ view, document, rules, voting, onVoting }: Props) {
  const { t } = useTranslation("vote");
  const { record, phase } = view;
  const device = useDevice();
  // Somebody with a ballot comes to see where it is; anyone else first reads what is asked.
  const ballotFirst = device.data?.ballots.some(({ poll }) => sameAddress(poll, record.address)) ?? false;
  const desk = (
    <VoterChoice key="desk" view={view} document={document} rules={rules} voting={voting} onOpen={onVoting} />
  );
  // After the end the questions stand in the result: a poll without words of its own has nothing left to show here.
  const told = document.image !== undefined || Object.values(document.context).some((text) => text !== "");
  const paper = !voting && (told || phase !== Phase.Tallied) && (
    <Card key="paper">
      <PollPaper document={document}>
        {phase !== Phase.Tallied && <QuestionList document={document} />}
      </PollPaper>
    </Card>
  );
  const result = phase === Phase.Tallied && (
    <Card key="result">
      <h2>{t("result.title")}</h2>
      <Turnout view={view} />
      <Result record={record} document={document} rules={rules} />
      {record.sealed && <OpenedBy sealed={record.sealed} />}
    </Card>
  );
  const opening = phase === Phase.Closed && <Opening key="opening" view={view} />;
  return (
    <Stack>
      {phase === Phase.Void && record.sealed && <NoResult poll={record} sealed={record.sealed} />}
      {ballotFirst ? [desk, opening, paper, result] : [opening, paper, result, desk]}
      {!voting && <Secrecy poll={record} over={phase === Phase.Tallied} />}
      {!voting && showsTurnout(view) && (
        <Card>
          <h2>{t("turnout.title")}</h2>
          <Turnout view={view} />
          <p>{t(record.sealed ? "turnout.sealed" : "turnout.only")}</p>
        </Card>
      )}
    </Stack>
  );
}

type ChoiceProps = Omit<Props, "onVoting"> & { onOpen: (open: boolean) => void };

/** Who of this device votes: asked only where there are several, and not while a paper is filled in for one of them. */
function VoterChoice({ view, document, rules, voting, onOpen }: ChoiceProps) {
  const { t } = useTranslation(["vote", "common"]);
  const voters = useVoters(view.record, false, view.now);
  const [chosen, setChosen] = useState<string | null>(null);
  const ended = view.phase !== Phase.Open && view.phase !== Phase.Scheduled;
  if (voters.error && !voters.data)
    return <ErrorNotice error={voters.error} retry={() => void voters.refetch()} />;
  if (!voters.data) return <ProgressLine words={t("common:loading")} />;
  const shown = ended ? voters.data.filter(({ ballot }) => ballot) : voters.data;
  if (shown.length === 0) {
    const standing = standingOf(view.record, false, undefined, view.now);
    return ended ? null : <StandingNotice standing={standing} poll={view.record} now={view.now} />;
  }
  const voter = shown.length === 1 ? shown[0] : shown.find(({ identity }) => identity.id === chosen);
  return (
    <Stack>
      {shown.length > 1 && voting && voter && <p>{t("poll.for", { name: voter.person.name })}</p>}
      {shown.length > 1 && !voting && (
        <Card>
          <RadioRows label={t(ended ? "poll.whose" : "poll.who")} value={chosen} onChange={setChosen}>
            {shown.map(({ identity, person }) => (
              <RadioRow key={identity.id} value={identity.id}>
                {person.name}
              </RadioRow>
            ))}
          </RadioRows>
        </Card>
      )}
      {voter && (
        <VotingDesk
          key={voter.identity.id}
          view={view}
          voter={voter}
          document={document}
          rules={rules}
          onOpen={onOpen}
        />
      )}
    </Stack>
  );
}
