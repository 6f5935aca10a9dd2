import { expect } from "chai";
import { regionalLocale } from "../../dapp/src/i18n/region.ts";
import { frenchSpaces, inFrenchType } from "../../dapp/src/i18n/typography.ts";
import { dayWords, distanceWords, durationWords, hourWords, isNear } from "../../dapp/src/ui/dates.ts";

/** 29 November 2026, 20:05 in the zone of whoever runs this. */
const EVENING = new Date(2026, 10, 29, 20, 5).getTime() / 1000;
const DAY = 86_400;

describe("Dates and numbers", () => {
  it("follow the browser's region of the language shown", () => {
    expect(regionalLocale("en", ["de-DE", "en-AU", "en-US"])).to.equal("en-AU");
    expect(regionalLocale("fr", ["en-US", "fr-CH"])).to.equal("fr-CH");
  });

  it("are British or of France where the browser names no region of that language", () => {
    expect(regionalLocale("en", ["fr-FR", "en"])).to.equal("en-GB");
    expect(regionalLocale("fr", [])).to.equal("fr-FR");
  });

  it("put the day before the month and count 24 hours", () => {
    expect(dayWords(EVENING, "en", EVENING, ["fr-FR"])).to.equal("Sunday 29 November at 20:05");
    expect(dayWords(EVENING, "fr", EVENING, ["en-US"])).to.equal("dimanche 29 novembre à 20:05");
    expect(hourWords(EVENING, "en", ["en-US"])).to.equal("20:05");
    const midnight = new Date(2026, 10, 29, 0, 5).getTime() / 1000;
    expect(hourWords(midnight, "en", ["en-US"])).to.equal("00:05");
  });

  it("name the year only where it is another one", () => {
    expect(dayWords(EVENING, "en", EVENING + 60 * DAY, [])).to.equal("Sunday, 29 November 2026 at 20:05");
  });

  it("say lengths of time in the units people think in", () => {
    expect(durationWords(86_400, "en", [])).to.equal("1 day");
    expect(durationWords(90_060, "en", [])).to.equal("1 day 1 hour");
    expect(durationWords(600, "fr", [])).to.equal("10 minutes");
    expect(durationWords(0, "en", [])).to.equal("0 seconds");
  });

  it("leave the last minute to words", () => {
    expect(isNear(EVENING, EVENING - 59)).to.equal(true);
    expect(isNear(EVENING, EVENING + 60)).to.equal(false);
    expect(distanceWords(EVENING, EVENING - 2 * DAY - 5, "en", [])).to.equal("in 2 days");
    expect(distanceWords(EVENING, EVENING + 6, "en", [])).to.equal("this minute");
  });
});

describe("French type", () => {
  it("never breaks a line before high punctuation or inside quotation marks", () => {
    expect(frenchSpaces("Prêt ? Oui ! « Liste » : a ; b 33 %")).to.equal(
      "Prêt\u202f? Oui\u202f! «\u00a0Liste\u00a0»\u00a0: a\u202f; b 33\u202f%",
    );
  });

  it("leaves other spaces, times and addresses alone", () => {
    expect(frenchSpaces("à 20:05, voir https://exemple.fr")).to.equal("à 20:05, voir https://exemple.fr");
  });

  it("reaches every text of a file, placeholders included", () => {
    expect(inFrenchType({ a: { b: "{{title}} : {{count}}" }, c: "Non" })).to.deep.equal({
      a: { b: "{{title}}\u00a0: {{count}}" },
      c: "Non",
    });
  });
});
