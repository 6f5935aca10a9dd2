import type { CommitteeDocument } from "../../dapp/src/protocol/documents.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { both, type DemoPoll, languages, option } from "./documents.ts";

/** Who opens the sealed polls of the demonstration: two of these three, so that no side can do it alone. */
export const COUNCIL: CommitteeDocument = {
  version: 1,
  languages,
  title: both("Commission de dépouillement de Saint-Aubin", "Counting committee of Saint-Aubin"),
  trustees: [
    { label: both("Secrétaire de mairie", "Town clerk") },
    { label: both("Conseillère de l’opposition", "Opposition councillor") },
    { label: both("Juge de paix", "Justice of the peace") },
  ],
};

export const SCHOOL_STREET: DemoPoll = {
  document: {
    version: 1,
    languages,
    title: both("Une rue sans voitures devant l’école", "A street without cars outside the school"),
    context: both(
      "La rue des Écoles serait fermée aux voitures de 8 h 15 à 8 h 45 et de 16 h 15 à 16 h 45, les jours de classe. Les riverains et les secours passent toujours.",
      "School Street would be closed to cars from 8.15 to 8.45 and from 4.15 to 4.45 on school days. Neighbours and emergency services can always pass.",
    ),
    questions: [
      {
        id: "street",
        title: both("Fermer la rue des Écoles ?", "Close School Street?"),
        options: [
          option("yes", "Oui, dès la rentrée", "Yes, from September"),
          option("trial", "Oui, à l’essai pendant un an", "Yes, for a trial year"),
          option("no", "Non", "No"),
        ],
      },
    ],
  },
  rules: [singleChoice({ options: 3, blank: true })],
};

export const TWIN_TOWN: DemoPoll = {
  document: {
    version: 1,
    languages,
    title: both("Une ville jumelle", "A twin town"),
    context: both(
      "Trois villes ont répondu à notre lettre. **Le scrutin est scellé : personne, pas même la mairie, ne voit les voix avant la clôture ; deux des trois membres de la commission ouvrent ensuite le total, et lui seul.**",
      "Three towns answered our letter. **The poll is sealed: nobody, not even the town hall, sees the votes before it closes; then two of the three members of the committee open the total, and nothing else.**",
    ),
    questions: [
      {
        id: "twin",
        title: both("Avec quelle ville nous jumeler ?", "Which town shall be our twin?"),
        options: [
          option("norderney", "Norderney, en Allemagne", "Norderney, in Germany"),
          option("cadaques", "Cadaqués, en Espagne", "Cadaqués, in Spain"),
          option("tenby", "Tenby, au pays de Galles", "Tenby, in Wales"),
        ],
      },
    ],
  },
  rules: [singleChoice({ options: 3, blank: true })],
};
