import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/ConfigContext.tsx";
import type { BatchRecord } from "../../protocol/reader.ts";
import { Card } from "../../ui/Card.tsx";
import { StepHeading } from "../../ui/StepHeading.tsx";
import { Ways } from "../ballot/ways.tsx";
import type { IdentityRow } from "../device/database.ts";
import { noteEnrolment } from "../device/identities.ts";
import type { OpenInvitation } from "../device/invitation.ts";

type Props = { invitation: OpenInvitation; batch: BatchRecord; identity: IdentityRow };

/** The last step: the letter's key signs the identity's public name, and it goes on the roll. */
export function Enrol({ invitation, batch, identity }: Props) {
  const { t } = useTranslation("vote");
  const { chainId } = useConfig();
  const action = async () => {
    const [{ signEnrolment }, { joinByInvitation }] = await Promise.all([
      import("../../protocol/invitations.ts"),
      import("../../protocol/actions.ts"),
    ]);
    const { code, ...place } = invitation;
    const enrolment = await signEnrolment(
      { place: { chainId, ...place }, code },
      batch.leaves,
      BigInt(identity.commitment),
    );
    return joinByInvitation(invitation.roll, enrolment);
  };
  return (
    <Card>
      <StepHeading>{t("enrol.title")}</StepHeading>
      <p>{t("enrol.what")}</p>
      {/* Once it is there the roll's own list says so, and the page goes on by itself. */}
      <Ways
        cargo="enrolment"
        label={t("enrol.send")}
        action={action}
        onAccepted={({ from }) => void noteEnrolment(identity.id, from)}
      />
    </Card>
  );
}
