import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { sameAddress } from "../../app/addresses.ts";
import { rollName } from "../../app/data/pollView.ts";
import { Send } from "../../app/Send.tsx";
import type { Sent } from "../../app/wallet/useSend.ts";
import { useLanguage } from "../../i18n/index.ts";
import { joinOpenRoll } from "../../protocol/actions.ts";
import type { MemberRecord, RollRecord } from "../../protocol/reader.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { StepHeading } from "../../ui/StepHeading.tsx";
import { UnlockForm } from "../ballot/UnlockForm.tsx";
import type { IdentityRow } from "../device/database.ts";
import { noteEnrolment } from "../device/identities.ts";
import { type Device, useDevice } from "../device/useDevice.ts";
import { BackupCheck } from "../identities/BackupCheck.tsx";
import { useMembers } from "../poll/useVoters.ts";
import { Joined } from "./Joined.tsx";
import { MakeIdentity } from "./MakeIdentity.tsx";

const TokenEnrol = lazy(() => import("./TokenEnrol.tsx"));

/** What a roll without invitations counts; words under `byWallet`. */
const countedBy = ({ tokenRule }: RollRecord) =>
  tokenRule === null ? "open" : tokenRule.minimumVotes === 0n ? "token" : "votes";

/** Joining a roll that anyone, or any holder of a token, can join: identity, backup, then from a wallet. */
export function JoinByWallet({ roll }: { roll: RollRecord }) {
  const { t } = useTranslation(["vote", "common"]);
  const [language] = useLanguage();
  const device = useDevice();
  const members = useMembers(roll.address);
  // Places on the roll of which this page has already spoken: whoever goes on joins for somebody else.
  const [another, setAnother] = useState(0);

  const failed = device.error ?? members.error;
  if (failed) return <ErrorNotice error={failed} retry={() => void members.refetch()} />;
  if (!device.data || !members.data) return <ProgressLine words={t("common:loading")} />;
  const memberOf = (row: IdentityRow): MemberRecord | undefined =>
    members.data.find(({ commitment }) => commitment === BigInt(row.commitment));
  const mine = device.data.identities.filter((row) => sameAddress(row.roll, roll.address));
  const joined = mine.filter((row) => memberOf(row) !== undefined);
  const unfinished = mine.findLast((row) => memberOf(row) === undefined);
  const last = joined.at(-1);
  if (last && !unfinished && joined.length > another) {
    const next = t("byWallet.another");
    return (
      <Joined roll={roll} member={memberOf(last)} onDone={() => setAnother(joined.length)} nextWords={next} />
    );
  }
  return (
    <>
      <p>{t("byWallet.for", { name: rollName(roll, language) ?? "" })}</p>
      <Notice title={t("byWallet.notOnePerson")}>{t(`byWallet.${countedBy(roll)}`)}</Notice>
      <Step
        roll={roll}
        identity={unfinished}
        device={device.data}
        taken={joined.map(({ personId }) => personId)}
      />
    </>
  );
}

type StepProps = {
  roll: RollRecord;
  /** Made on this device, not on the roll yet. */
  identity: IdentityRow | undefined;
  device: Device;
  /** People of this device who are on this roll already. */
  taken: readonly string[];
};

/** What is to be done next: identity, backup, joining. */
function Step({ roll, identity, device, taken }: StepProps) {
  const { t } = useTranslation(["vote", "common"]);
  if (!identity) return <MakeIdentity roll={roll.address} people={device.people} taken={taken} />;
  const person = device.people.find(({ id }) => id === identity.personId);
  if (person && !person.open) {
    return (
      <Card>
        <UnlockForm person={person} />
      </Card>
    );
  }
  if (!identity.backedUp) return <BackupCheck identity={identity} />;
  const commitment = BigInt(identity.commitment);
  const joined = ({ receipt }: Sent) => void noteEnrolment(identity.id, receipt.from);
  return (
    <Card>
      <StepHeading>{t("byWallet.title")}</StepHeading>
      <p>{t("byWallet.visible")}</p>
      {roll.tokenRule ? (
        <Suspense fallback={<ProgressLine words={t("common:loading")} />}>
          <TokenEnrol roll={roll.address} rule={roll.tokenRule} commitment={commitment} onJoined={joined} />
        </Suspense>
      ) : (
        <Send wide action={joinOpenRoll(roll.address, commitment)} onDone={joined}>
          {t("byWallet.send")}
        </Send>
      )}
    </Card>
  );
}
