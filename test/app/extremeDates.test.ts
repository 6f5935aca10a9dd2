import { expect } from "chai";
import i18next from "i18next";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import { dayWords, distanceWords } from "../../dapp/src/ui/dates.ts";
import { Moment } from "../../dapp/src/ui/Moment.tsx";

/** The latest second a poll can be published with: its dates are `uint48`. */
const LATEST = 2 ** 48 - 1;
const NOW = 1_900_000_000;

describe("A poll that a stranger published to close in nine million years", () => {
  before(() => i18next.use(initReactI18next).init({ lng: "en" }));

  for (const language of ["fr", "en"]) {
    it(`has dates in words (${language}): it must not take the list of all polls down`, () => {
      expect(dayWords(LATEST, language, NOW)).to.contain("275760");
      expect(dayWords(NOW, language, LATEST)).to.contain("2030");
      expect(distanceWords(LATEST, NOW, language)).to.match(/8.925.452/);
    });
  }

  it("is rendered like any other", () => {
    const html = renderToStaticMarkup(createElement(Moment, { at: LATEST, now: NOW }));
    expect(html).to.contain('dateTime="+275760-09-13T00:00:00.000Z"');
  });

  it("leaves ordinary dates as they are", () => {
    const html = renderToStaticMarkup(createElement(Moment, { at: NOW }));
    expect(html).to.contain('dateTime="2030-03-17T17:46:40.000Z"');
  });
});
