import { Route, Switch } from "wouter";
import { NotFound } from "../app/NotFound.tsx";

export default function VoteRoutes() {
  return (
    <Switch>
      <Route component={NotFound} />
    </Switch>
  );
}
