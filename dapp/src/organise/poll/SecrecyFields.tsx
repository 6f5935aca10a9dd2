import { useTranslation } from "react-i18next";
import { sameAddress } from "../../app/addresses.ts";
import type { CommitteeRecord } from "../../protocol/reader.ts";
import { useCommitteeNames } from "../../trustee/committeeView.ts";
import { isReady } from "../../trustee/progress.ts";
import { Link } from "../../ui/Button.tsx";
import { Card, Stack } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { RadioRow, RadioRows } from "../../ui/Rows.tsx";
import { useMyCommittees } from "../committee/useMyCommittees.ts";
import { useThresholdWords } from "../committee/useThresholdWords.ts";
import { CountField } from "./CountField.tsx";
import type { FormProps } from "./PollForm.tsx";
import { SoleWarning } from "./SoleKeySteps.tsx";

/** Whether ballots stay sealed until the end; who keeps the key then, and from how many ballots on it is used. */
export function SecrecyFields({ draft, change, rollSize }: FormProps) {
  const { t } = useTranslation("organise");
  const { secrecy, keyholder, minimumTurnout } = draft;
  const sealed = secrecy === "sealed";
  return (
    <Card labelledBy="part-secrecy">
      <h2 id="part-secrecy">{t("secrecy.title")}</h2>
      <RadioRows
        aria-labelledby="part-secrecy"
        value={secrecy}
        onChange={(value) => change({ secrecy: value === "open" ? "open" : "sealed" })}
      >
        <RadioRow value="sealed" note={t("secrecy.sealed.note")}>
          {t("secrecy.sealed.name")}
        </RadioRow>
        <RadioRow value="open" note={t("secrecy.open.note")}>
          {t("secrecy.open.name")}
        </RadioRow>
      </RadioRows>
      {sealed && (
        <>
          <RadioRows
            label={t("keyholder.title")}
            value={keyholder}
            onChange={(value) => change({ keyholder: value === "trustees" ? "trustees" : "alone" })}
          >
            <RadioRow value="trustees" note={t("keyholder.trustees.note")}>
              {t("keyholder.trustees.name")}
            </RadioRow>
            <RadioRow value="alone" note={t("keyholder.alone.note")}>
              {t("keyholder.alone.name")}
            </RadioRow>
          </RadioRows>
          {keyholder === "alone" && <SoleWarning />}
          {keyholder === "trustees" && <CommitteeChoice draft={draft} change={change} />}
          <CountField
            id="minimum-turnout"
            label={t("turnout.label")}
            hint={t("turnout.hint")}
            value={minimumTurnout}
            onChange={(count) => change({ minimumTurnout: count })}
          />
          {rollSize < minimumTurnout && (
            <Notice kind="trouble">{t("turnout.unreachable", { count: rollSize })}</Notice>
          )}
        </>
      )}
    </Card>
  );
}

/** One of the organiser's groups of trustees whose key is ready; or the way to name one. */
function CommitteeChoice({ draft, change }: Pick<FormProps, "draft" | "change">) {
  const { t } = useTranslation(["organise", "common"]);
  const { committees } = useMyCommittees();
  if (!committees) return <ProgressLine words={t("common:loading")} />;
  const ready = committees.filter(isReady);
  const unready = committees.filter((committee) => !isReady(committee));
  return (
    // Validation jumps here whatever is shown inside.
    <div id="committee" tabIndex={-1}>
      <Stack tight>
        {ready.length > 0 && (
          <RadioRows
            label={t("committee.choose")}
            value={
              ready.find(({ address }) => sameAddress(address, draft.committee ?? undefined))?.address ?? null
            }
            onChange={(value) =>
              change({ committee: ready.find(({ address }) => address === value)?.address ?? null })
            }
          >
            {ready.map((committee) => (
              <CommitteeRow key={committee.address} committee={committee} />
            ))}
          </RadioRows>
        )}
        {ready.length === 0 && <p>{t("committee.noneReady")}</p>}
        {unready.map((committee) => (
          <UnreadyLine key={committee.address} committee={committee} />
        ))}
        <p>
          <Link to="/organise/committee/new" look="quiet">
            {t("committee.new.open")}
          </Link>
        </p>
      </Stack>
    </div>
  );
}

function CommitteeRow({ committee }: { committee: CommitteeRecord }) {
  const names = useCommitteeNames(committee);
  const words = useThresholdWords();
  const { address, threshold, trustees } = committee;
  return (
    <RadioRow
      value={address}
      note={`${names.list(trustees.map(({ trustee }) => trustee))}. ${words(threshold, trustees.length)}`}
    >
      {names.title}
    </RadioRow>
  );
}

function UnreadyLine({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation("organise");
  const names = useCommitteeNames(committee);
  return (
    <p>
      {t("committee.unready")} <Link to={`/organise/committee/${committee.address}`}>{names.title}</Link>
    </p>
  );
}
