import { useTranslation } from "react-i18next";
import { sameAddress } from "../../app/addresses.ts";
import { rollName } from "../../app/data/pollView.ts";
import { useLanguage } from "../../i18n/index.ts";
import type { BatchRecord, MemberRecord, RollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { UnlockForm } from "../ballot/UnlockForm.tsx";
import type { IdentityRow } from "../device/database.ts";
import type { OpenInvitation } from "../device/invitation.ts";
import { type Device, useDevice } from "../device/useDevice.ts";
import { BackupCheck } from "../identities/BackupCheck.tsx";
import { useMembers } from "../poll/useVoters.ts";
import { Enrol } from "./Enrol.tsx";
import { Joined } from "./Joined.tsx";
import { MakeIdentity } from "./MakeIdentity.tsx";
import { useInvitation } from "./useInvitation.ts";

type Props = {
  invitation: OpenInvitation;
  /** Lets go of this invitation and asks for another. */
  onOther: () => void;
};

/** One invitation on its way: checked, identity made, backup confirmed, enrolled. Every reload goes on where it was. */
export function JoinWith({ invitation, onOther }: Props) {
  const { t } = useTranslation(["vote", "common"]);
  const [language] = useLanguage();
  const checked = useInvitation(invitation);
  const device = useDevice();
  const members = useMembers(invitation.roll);
  const other = (
    <div>
      <Button onPress={onOther}>{t("join.other")}</Button>
    </div>
  );
  const failed = device.error ?? members.error;
  if (failed) return <ErrorNotice error={failed} retry={() => void members.refetch()} />;
  if (checked.state === "refused") {
    return (
      <>
        <ErrorNotice error={checked.error} />
        {other}
      </>
    );
  }
  if (checked.state === "loading" || !device.data || !members.data) {
    return <ProgressLine words={t("join.checking")} />;
  }
  const mine = device.data.identities.filter(({ roll }) => sameAddress(roll, invitation.roll));
  const isMember = ({ commitment }: IdentityRow) =>
    members.data.some((member) => member.commitment === BigInt(commitment));
  const name = rollName(checked.roll, language) ?? "";
  if (checked.state === "spent") {
    const joined = mine.findLast(isMember);
    // The letters' list can be newer than the members': this device may be the one that has just used it.
    if (checked.how === "used" && !joined && members.isFetching) {
      return <ProgressLine words={t("join.checking")} />;
    }
    if (checked.how === "used" && joined) {
      return <Joined roll={checked.roll} member={memberOf(members.data, joined)} onDone={onOther} />;
    }
    return (
      <>
        <Notice kind="trouble" title={t(`join.${checked.how}`)}>
          {t(`join.${checked.how}Next`)}
        </Notice>
        {other}
      </>
    );
  }
  const unfinished = mine.findLast((row) => !isMember(row));
  return (
    <>
      <p>{t("join.for", { name })}</p>
      <JoinStep
        invitation={invitation}
        roll={checked.roll}
        batch={checked.batch}
        identity={unfinished}
        device={device.data}
        taken={mine.filter(isMember).map(({ personId }) => personId)}
      />
      {other}
    </>
  );
}

const memberOf = (members: readonly MemberRecord[], row: IdentityRow) =>
  members.find(({ commitment }) => commitment === BigInt(row.commitment));

type StepProps = {
  invitation: OpenInvitation;
  roll: RollRecord;
  batch: BatchRecord;
  /** Made on this device, not on the roll yet. */
  identity: IdentityRow | undefined;
  device: Device;
  /** People of this device who are on this roll already. */
  taken: readonly string[];
};

/** What is to be done next: identity, backup, enrolling. */
function JoinStep({ invitation, roll, batch, identity, device, taken }: StepProps) {
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
  return <Enrol invitation={invitation} batch={batch} identity={identity} />;
}
