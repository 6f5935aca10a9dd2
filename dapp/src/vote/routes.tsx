import { lazy } from "react";
import { Route, Switch } from "wouter";
import { NotFound } from "../app/NotFound.tsx";
import { PollList } from "./list/PollList.tsx";

// The list is what one sees first; ballot paper, result and their libraries come when a poll is opened.
const PollPage = lazy(() => import("./poll/PollPage.tsx").then(({ PollPage: page }) => ({ default: page })));
const JoinPage = lazy(() => import("./join/JoinPage.tsx"));
const IdentitiesPage = lazy(() => import("./identities/IdentitiesPage.tsx"));

/** What a resident sees. */
export default function VoteRoutes() {
  return (
    <Switch>
      <Route path="/" component={PollList} />
      <Route path="/poll/:address">{({ address }) => <PollPage key={address} address={address} />}</Route>
      <Route path="/join/:roll">{({ roll }) => <JoinPage roll={roll} />}</Route>
      <Route path="/join">
        <JoinPage />
      </Route>
      <Route path="/identities/restore">
        <IdentitiesPage restore />
      </Route>
      <Route path="/identities">
        <IdentitiesPage />
      </Route>
      <Route component={NotFound} />
    </Switch>
  );
}
