import { readFileSync } from "node:fs";
import type { PollDocument, RollDocument, Texts } from "../../dapp/src/protocol/documents.ts";
import {
  approval,
  budget,
  quadratic,
  ranking,
  singleChoice,
} from "../../dapp/src/protocol/questionPresets.ts";
import type { QuestionRule } from "../../dapp/src/protocol/questions.ts";

/** What a poll of the demonstration asks, in words and as rules. */
export interface DemoPoll {
  document: PollDocument;
  rules: QuestionRule[];
}

export const both = (fr: string, en: string): Texts => ({ fr, en });
export const option = (id: string, fr: string, en: string) => ({ id, label: both(fr, en) });
export const languages = ["fr", "en"];

export const TOWN: RollDocument = {
  version: 1,
  languages,
  name: both("Saint-Aubin-les-Dunes", "Saint-Aubin-les-Dunes"),
  description: both(
    "Les habitantes et habitants de seize ans et plus qui figurent au registre de la commune. Chacun reçoit une lettre et s’inscrit une seule fois.",
    "Residents of sixteen and over who are on the town’s register. Each receives one letter and enrols once.",
  ),
};

/** Drawn in market.svg. */
function marketPicture(): string {
  return `data:image/webp;base64,${readFileSync(new URL("market.webp", import.meta.url)).toString("base64")}`;
}

export const FOOTBRIDGE: DemoPoll = {
  document: {
    version: 1,
    languages,
    title: both("Un nom pour la nouvelle passerelle", "A name for the new footbridge"),
    context: both(
      "La passerelle entre le bourg et la plage ouvre au printemps. Quarante et un noms ont été proposés à la mairie ; le conseil en a retenu quatre. **Le nom qui recueille le plus de voix sera gravé sur la rambarde.**",
      "The footbridge between the village and the beach opens in spring. Residents sent forty-one names to the town hall; the council kept four. **The name with the most votes will be carved on the handrail.**",
    ),
    questions: [
      {
        id: "name",
        title: both("Comment s’appellera la passerelle ?", "What shall the footbridge be called?"),
        options: [
          option("terns", "Passerelle des Sternes", "Footbridge of the Terns"),
          option("washhouse", "Passerelle du Vieux-Lavoir", "Old Wash-House Footbridge"),
          option(
            "legall",
            "Passerelle Jeanne-Le-Gall, première canotière",
            "Jeanne Le Gall Footbridge, first lifeboatwoman",
          ),
          option("foreshore", "Passerelle de l’Estran", "Footbridge of the Foreshore"),
        ],
      },
    ],
  },
  rules: [singleChoice({ options: 4, blank: true })],
};

export const MARKET: DemoPoll = {
  document: {
    version: 1,
    languages,
    title: both("La place du Marché, demain", "The market square, tomorrow"),
    context: both(
      "Les réseaux sous la place doivent être refaits de toute façon : c’est le moment de décider à quoi elle ressemblera. Le budget est de **180 000 €**. Il suffit pour trois aménagements, pas davantage.\n\nLe marché du samedi garde sa place, quel que soit le résultat.",
      "The pipes under the square must be renewed in any case: now is the time to decide what it will look like. The budget is **€180,000**. It pays for three improvements and no more.\n\nThe Saturday market stays, whatever the result.",
    ),
    image: {
      data: marketPicture(),
      alt: both(
        "Dessin de la place : deux étals sous un auvent, un grand arbre et son banc, des maisons, l’église, et la mer derrière.",
        "A drawing of the square: two stalls under awnings, a large tree with a bench, houses, the church, and the sea behind.",
      ),
    },
    questions: [
      {
        id: "works",
        title: both("Quels aménagements voulez-vous ?", "Which improvements do you want?"),
        description: both("Choisissez-en un, deux ou trois.", "Choose one, two or three."),
        options: [
          option("trees", "Six arbres et de l’ombre en été", "Six trees, and shade in summer"),
          option("hall", "Une halle couverte pour le marché", "A covered hall for the market"),
          option("benches", "Des bancs et une fontaine à boire", "Benches and a drinking fountain"),
          option("play", "Une aire de jeux pour les petits", "A playground for small children"),
          option("bikes", "Un abri fermé pour les vélos", "A locked shelter for bicycles"),
        ],
      },
      {
        id: "evenings",
        title: both("Quand fermer la place aux voitures ?", "When should the square be closed to cars?"),
        description: both(
          "Classez trois moments : le premier reçoit trois points, le deuxième deux, le troisième un.",
          "Rank three: the first gets three points, the second two, the third one.",
        ),
        options: [
          option("saturday", "Le samedi, jour de marché", "On Saturdays, market day"),
          option("sunday", "Le dimanche toute la journée", "All day on Sundays"),
          option("evenings", "Chaque soir d’été après 18 heures", "Every summer evening after 6 pm"),
          option("holidays", "Pendant les vacances scolaires", "During school holidays"),
        ],
      },
    ],
  },
  rules: [
    approval({ options: 5, blank: true, least: 1, most: 3 }),
    ranking({ options: 4, blank: true, places: 3 }),
  ],
};

export const BUDGET: DemoPoll = {
  document: {
    version: 1,
    languages,
    title: both("Le budget des habitants", "The residents’ budget"),
    context: both(
      "Chaque année, **40 000 €** sont employés comme les habitants le décident. Cinq projets sont prêts : chiffrés, possibles, et suivis par un élu et un habitant.",
      "Every year **€40,000** are spent as residents decide. Five projects are ready: costed, feasible, and each followed by one councillor and one resident.",
    ),
    questions: [
      {
        id: "projects",
        title: both("Répartissez dix points entre les projets", "Share ten points among the projects"),
        description: both(
          "Donnez les dix ; tout à un seul projet, si vous voulez.",
          "Give all ten; to one project only, if you like.",
        ),
        options: [
          option("dunes", "Replanter les dunes de l’ouest", "Replant the western dunes"),
          option("lighthouse", "Repeindre le feu du port", "Repaint the harbour light"),
          option("library", "Ouvrir la bibliothèque le dimanche", "Open the library on Sundays"),
          option("shuttle", "Une navette pour la gare, le vendredi", "A Friday shuttle to the station"),
          option("kitchen", "Du bio local à la cantine", "Local organic food at the school canteen"),
        ],
      },
      {
        id: "strength",
        title: both("Ce qui compte le plus pour vous cette année", "What matters most to you this year"),
        description: both(
          "Seize crédits. Une voix coûte un crédit, deux voix quatre, trois voix neuf : on insiste, mais cela coûte.",
          "Sixteen credits. One vote costs one credit, two cost four, three cost nine: you may insist, at a price.",
        ),
        options: [
          option("quiet", "Moins de bruit", "Less noise"),
          option("safety", "Des rues plus sûres à pied", "Streets safer on foot"),
          option("clubs", "Les associations", "Clubs and associations"),
          option("sea", "Se protéger de la mer", "Protection from the sea"),
        ],
      },
      {
        id: "again",
        title: both("Recommencer l’an prochain ?", "Do it again next year?"),
        options: [option("yes", "Oui", "Yes"), option("no", "Non", "No")],
      },
    ],
  },
  rules: [
    budget({ options: 5, blank: true, points: 10, spendAll: true }),
    quadratic({ options: 4, blank: false, credits: 16 }),
    singleChoice({ options: 2, blank: true }),
  ],
};
