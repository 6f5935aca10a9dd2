import { Route, Switch } from "wouter";
import { NotFound } from "../app/NotFound.tsx";
import { Desk } from "./Desk.tsx";

export default function OrganiseRoutes() {
  return (
    <Switch>
      <Route path="/organise" component={Desk} />
      <Route component={NotFound} />
    </Switch>
  );
}
