import { Component, type ReactNode } from "react";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";

type Props = {
  children: ReactNode /** A new value clears the error: going elsewhere is always possible. */;
  place: string;
};
type State = { error: unknown; place: string };

/** Shows what a page threw instead of nothing, and lets go of it when one goes to another page. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ place }: Props, state: State): Partial<State> | null {
    return place === state.place ? null : { error: undefined, place };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <ErrorNotice error={error} retry={() => window.location.reload()} />;
  }
}
