import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { both, type DemoPoll, languages, option } from "./documents.ts";

/** One after the other, when the first upcoming poll has opened: small questions of the week. */
export const LATER_POLLS: readonly DemoPoll[] = [
  short(
    ["Le bal du 14 juillet", "The summer dance"],
    ["Où danse-t-on cette année ?", "Where do we dance this year?"],
    [
      ["quay", "Sur le quai", "On the quay"],
      ["square", "Place du Marché", "On the market square"],
      ["beach", "Sur la plage", "On the beach"],
    ],
  ),
  short(
    ["Le banc offert à la commune", "The bench given to the town"],
    ["Où le poser ?", "Where shall it stand?"],
    [
      ["lighthouse", "Au pied du feu", "By the harbour light"],
      ["school", "Devant l’école", "Outside the school"],
      ["dunes", "En haut des dunes", "On top of the dunes"],
    ],
  ),
  short(
    ["La soirée de cinéma", "The film evening"],
    ["Quel film montrer en plein air ?", "Which film shall we show outdoors?"],
    [
      ["tati", "Les Vacances de monsieur Hulot", "Monsieur Hulot’s Holiday"],
      ["varda", "Les Plages d’Agnès", "The Beaches of Agnès"],
      ["chaplin", "Les Temps modernes", "Modern Times"],
    ],
  ),
];

type Pair = readonly [fr: string, en: string];

function short(
  title: Pair,
  question: Pair,
  options: readonly [id: string, fr: string, en: string][],
): DemoPoll {
  return {
    document: {
      version: 1,
      languages,
      title: both(...title),
      context: both(
        "Une petite question de la semaine, ouverte à toutes les personnes inscrites.",
        "A small question of the week, for everyone on the roll.",
      ),
      questions: [{ id: "q1", title: both(...question), options: options.map((given) => option(...given)) }],
    },
    rules: [singleChoice({ options: options.length, blank: true })],
  };
}
