import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Route, Router, Switch, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { Layout } from "../ui/Layout.tsx";
import { Notice } from "../ui/Notice.tsx";
import { ProgressLine } from "../ui/ProgressLine.tsx";
import { ConfigProvider } from "./ConfigContext.tsx";
import { type Config, loadConfig } from "./config.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { AppError } from "./errors.ts";
import { isFramed } from "./frame.ts";
import { SourceLine } from "./SourceLine.tsx";

const Vote = lazy(() => import("../vote/routes.tsx"));
const Organise = lazy(() => import("../organise/routes.tsx"));
const Trustee = lazy(() => import("../trustee/routes.tsx"));

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 4_000, retry: 1, refetchOnWindowFocus: true } },
});

function Loading() {
  const { t } = useTranslation();
  return <ProgressLine words={t("loading")} />;
}

function Framed() {
  const { t } = useTranslation();
  return (
    <Notice kind="trouble" title={t("framed.what")}>
      <p>{t("framed.why")}</p>
      <a href={window.location.href} target="_blank" rel="noopener noreferrer">
        {t("framed.open")}
      </a>
    </Notice>
  );
}

function Pages() {
  const [here] = useLocation();
  useEffect(() => {
    // A route that changed is a new page: start at its top. Its first segments name it, secrets do not.
    if (here) window.scrollTo(0, 0);
  }, [here]);
  return (
    <Layout here={here} footer={<SourceLine />}>
      <ErrorBoundary place={here}>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/organise/*?" component={Organise} />
            <Route path="/trustee/*" component={Trustee} />
            <Route component={Vote} />
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Layout>
  );
}

export function App() {
  const [config, setConfig] = useState<Config>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    loadConfig().then(setConfig, setError);
  }, []);

  if (isFramed()) return <Framed />;
  // Browsers give keys and secrets to protected pages only; better said at once than in mid-vote.
  if (!isSecureContext) return <ErrorNotice error={new AppError("InsecurePage")} />;
  if (error !== undefined) return <ErrorNotice error={error} retry={() => window.location.reload()} />;
  if (config === undefined) return <Loading />;
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider config={config}>
        <Router hook={useHashLocation}>
          <Pages />
        </Router>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
