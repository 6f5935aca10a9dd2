import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Link } from "../../ui/Button.tsx";
import { Card, Inline, Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Layout.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { UnlockForm } from "../ballot/UnlockForm.tsx";
import type { IdentityRow } from "../device/database.ts";
import { lock } from "../device/people.ts";
import { type PersonHere, useDevice } from "../device/useDevice.ts";
import { IdentityEntry } from "./IdentityEntry.tsx";
import { Restore } from "./Restore.tsx";

/** `#/identities`: whose votes live on this device; `#/identities/restore` opens on bringing one back. */
export default function IdentitiesPage({ restore = false }: { restore?: boolean }) {
  const { t } = useTranslation(["vote", "common"]);
  const device = useDevice();
  const [restoring, setRestoring] = useState(restore);
  const people = device.data?.people.filter(({ id }) =>
    device.data.identities.some((row) => row.personId === id),
  );
  return (
    <Page narrow title={t("identities.title")} lead={<p>{t("identities.what")}</p>}>
      {device.error && <ErrorNotice error={device.error} />}
      {!device.data && !device.error && <ProgressLine words={t("common:loading")} />}
      {people?.length === 0 && <Empty title={t("identities.none")}>{t("identities.noneWhat")}</Empty>}
      {people?.map((person) => (
        <Person
          key={person.id}
          person={person}
          identities={device.data?.identities.filter(({ personId }) => personId === person.id) ?? []}
        />
      ))}
      {restoring && device.data ? (
        <Restore people={device.data.people} onDone={() => setRestoring(false)} />
      ) : (
        <Inline>
          <Link to="/join" look="primary">
            {t("identities.join")}
          </Link>
          <Button onPress={() => setRestoring(true)}>{t("identities.restore")}</Button>
        </Inline>
      )}
      <p>{t("identities.honest")}</p>
    </Page>
  );
}

function Person({ person, identities }: { person: PersonHere; identities: readonly IdentityRow[] }) {
  const { t } = useTranslation("vote");
  const [opening, setOpening] = useState(false);
  const id = `person-${person.id}`;
  return (
    <Card labelledBy={id}>
      <Inline>
        <h2 id={id}>{person.name}</h2>
        {person.lock.kind === "password" && (
          <Button
            look="plain"
            onPress={() => {
              if (person.open) lock(person.id);
              setOpening(!person.open);
            }}
          >
            {t(person.open ? "identities.close" : "identities.open")}
          </Button>
        )}
      </Inline>
      {person.lock.kind === "password" && !person.open && <p>{t("identities.closed")}</p>}
      {opening && !person.open && <UnlockForm person={person} />}
      <Stack>
        {identities.map((identity) => (
          <IdentityEntry key={identity.id} identity={identity} open={person.open} />
        ))}
      </Stack>
    </Card>
  );
}
