import { useTranslation } from "react-i18next";
import { Route, Switch } from "wouter";
import { NotFound } from "../app/NotFound.tsx";
import { ConnectButton } from "../app/wallet/ConnectButton.tsx";
import WalletProvider from "../app/wallet/WalletProvider.tsx";
import styles from "../organise/organise.module.css";
import { WithAddress } from "../organise/WithAddress.tsx";
import { SharePage } from "./share/SharePage.tsx";
import { TrusteePage } from "./TrusteePage.tsx";

export default function TrusteeRoutes() {
  const { t } = useTranslation("trustee");
  return (
    <WalletProvider>
      <div className={styles.bar}>
        <span>{t("place")}</span>
        <ConnectButton look="quiet" />
      </div>
      <Switch>
        <Route path="/trustee/:committee">
          {({ committee }) => (
            <WithAddress text={committee}>{(address) => <TrusteePage address={address} />}</WithAddress>
          )}
        </Route>
        <Route path="/trustee/:committee/:poll">
          {({ committee, poll }) => (
            <WithAddress text={committee}>
              {(trusted) => (
                <WithAddress text={poll}>
                  {(address) => <SharePage committee={trusted} poll={address} />}
                </WithAddress>
              )}
            </WithAddress>
          )}
        </Route>
        <Route component={NotFound} />
      </Switch>
    </WalletProvider>
  );
}
