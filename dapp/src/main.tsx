// First of all: an invitation code leaves the address bar before anything else happens.
import "./app/arrival.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { startWords } from "./i18n/index.ts";
import "./ui/global.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

await startWords();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
