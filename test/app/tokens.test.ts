import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const css = readFileSync(join(import.meta.dirname, "../../dapp/src/ui/tokens.css"), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

const colours = (block: string) =>
  new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name ?? "", hex ?? ""]),
  );

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2's contrast ratio, 1 to 21. */
function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const TEXT = ["ink", "ink-soft", "accent", "accent-strong", "sealed", "trouble"];
const GROUNDS = ["table", "paper", "accent-tint", "trouble-tint"];
const PAIRS = [
  ...TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground, 4.5] as const)),
  ["on-accent", "accent", 4.5] as const,
  ["on-accent", "accent-strong", 4.5] as const,
  ["on-trouble", "trouble", 4.5] as const,
  ["ink-soft", "line", 4.5] as const,
  ["line-strong", "paper", 3] as const,
  ["line-strong", "table", 3] as const,
  ...["1", "2", "3", "4", "5", "6"].map((place) => [`chart-${place}`, "paper", 4.5] as const),
];

describe("The colours", () => {
  for (const [theme, block] of [
    ["light", light],
    ["dark", dark],
  ] as const) {
    for (const [front, ground, least] of PAIRS) {
      it(`are told apart in the ${theme} theme: ${front} on ${ground}`, () => {
        const known = colours(block);
        expect(contrast(known.get(front) ?? "#000000", known.get(ground) ?? "#000000")).to.be.at.least(least);
      });
    }
  }
});
