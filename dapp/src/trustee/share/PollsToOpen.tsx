import { useTranslation } from "react-i18next";
import { useAccount } from "wagmi";
import { sameAddress } from "../../app/addresses.ts";
import { useNow } from "../../app/clock.ts";
import { documentOf, pollText, stampOf } from "../../app/data/pollView.ts";
import { usePolls } from "../../app/data/records.ts";
import { useLanguage } from "../../i18n/index.ts";
import styles from "../../organise/organise.module.css";
import { Phase, phaseOf } from "../../protocol/phase.ts";
import { type CommitteeRecord, type PollRecord, phaseFacts } from "../../protocol/reader.ts";
import { Link } from "../../ui/Button.tsx";
import { Card, Inline } from "../../ui/Card.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Stamp } from "../../ui/Stamp.tsx";
import { trusteeRoute } from "../place.ts";
import { openingOf, trusteeOf } from "../progress.ts";

/** The polls that these trustees open, with what each of them waits for. */
export function PollsToOpen({ committee }: { committee: CommitteeRecord }) {
  const { t } = useTranslation("trustee");
  const { data } = usePolls();
  const here = data?.filter(({ sealed }) => sameAddress(sealed?.committee, committee.address)) ?? [];
  if (here.length === 0) return null;
  return (
    <Card labelledBy="polls-to-open">
      <h2 id="polls-to-open">{t("polls.title")}</h2>
      <ul className={styles.list}>
        {here.map((poll) => (
          <PollToOpen key={poll.address} poll={poll} committee={committee} />
        ))}
      </ul>
    </Card>
  );
}

function PollToOpen({ poll, committee }: { poll: PollRecord; committee: CommitteeRecord }) {
  const { t } = useTranslation("trustee");
  const [language] = useLanguage();
  const now = useNow();
  const { address } = useAccount();
  const read = documentOf(poll);
  const phase = phaseOf(phaseFacts(poll), now);
  const me = trusteeOf(committee, address);
  const { missing, needed } = openingOf(poll, committee);
  const waits = phase === Phase.Closed;
  const mine = waits && me !== undefined && missing.includes(me.trustee);
  return (
    <li className={styles.row}>
      <Inline>
        <h3>
          <Link to={`/poll/${poll.address}`}>
            {read.malformed ? t("polls.malformed") : pollText(read.document, read.document.title, language)}
          </Link>
        </h3>
        <Stamp kind={stampOf(poll, now)} />
      </Inline>
      {now < poll.closesAt ? (
        <p>
          {t("polls.closes")} <Moment at={poll.closesAt} now={now} />
        </p>
      ) : (
        waits && <p>{needed === 0 ? t("polls.enough") : t("polls.needed", { count: needed })}</p>
      )}
      {waits && (
        <p>
          <Link
            to={trusteeRoute(committee.address, poll.address)}
            look={mine && needed > 0 ? "primary" : "quiet"}
          >
            {t(mine ? "polls.share" : "polls.see")}
          </Link>
        </p>
      )}
    </li>
  );
}
