import { useTranslation } from "react-i18next";
import { Route, Switch } from "wouter";
import { NotFound } from "../app/NotFound.tsx";
import { ConnectButton } from "../app/wallet/ConnectButton.tsx";
import WalletProvider from "../app/wallet/WalletProvider.tsx";
import { CommitteeDesk } from "./committee/CommitteeDesk.tsx";
import { NewCommittee } from "./committee/NewCommittee.tsx";
import { Desk } from "./desk/Desk.tsx";
import styles from "./organise.module.css";
import { NewPoll } from "./poll/NewPoll.tsx";
import { PollDesk } from "./poll/PollDesk.tsx";
import { NewRoll } from "./roll/NewRoll.tsx";
import { RollDesk } from "./roll/RollDesk.tsx";
import { WithAddress } from "./WithAddress.tsx";

export default function OrganiseRoutes() {
  // Trustees appear on many of these pages: their words come with the first, so that no page waits in mid-form.
  const { t } = useTranslation(["organise", "trustee"]);
  return (
    <WalletProvider>
      <div className={styles.bar}>
        <a href="#/organise">{t("desk.all")}</a>
        <ConnectButton look="quiet" />
      </div>
      <Switch>
        <Route path="/organise" component={Desk} />
        <Route path="/organise/roll/new" component={NewRoll} />
        <Route path="/organise/roll/:address">
          {({ address }) => <WithAddress text={address}>{(roll) => <RollDesk address={roll} />}</WithAddress>}
        </Route>
        <Route path="/organise/poll/new/:roll">
          {({ roll }) => <WithAddress text={roll}>{(address) => <NewPoll roll={address} />}</WithAddress>}
        </Route>
        <Route path="/organise/poll/:address">
          {({ address }) => <WithAddress text={address}>{(poll) => <PollDesk address={poll} />}</WithAddress>}
        </Route>
        <Route path="/organise/committee/new" component={NewCommittee} />
        <Route path="/organise/committee/:address">
          {({ address }) => (
            <WithAddress text={address}>{(committee) => <CommitteeDesk address={committee} />}</WithAddress>
          )}
        </Route>
        <Route component={NotFound} />
      </Switch>
    </WalletProvider>
  );
}
