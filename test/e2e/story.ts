import type { Address } from "viem";
import { publishOpenPoll } from "../../dapp/src/protocol/actions.ts";
import { approval, singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule, type QuestionRule } from "../../dapp/src/protocol/questions.ts";
import type { Device } from "../support/browserDevice.ts";
import type { BrowserTown } from "../support/browserTown.ts";
import { createdIn } from "../support/town.ts";
import { type Letter, QUESTIONS } from "./organising.ts";

/** What one test leaves to the next: they walk through one day of one town. */
export interface Story {
  town: BrowserTown;
  organiser: Device;
  /** In order of their letters. */
  residents: Device[];
  letters: Letter[];
  /** Backup words of each resident. */
  words: string[][];
  roll: Address;
  poll: Address;
  opensAt: number;
  closesAt: number;
  /** A later poll on the same roll, for what goes wrong. */
  second: Address;
  /** A poll whose words and rules contradict each other. */
  malformed: Address;
  /** Bytes of the picture that the organiser chose. */
  photograph: number;
}

export const at = <T>(list: readonly T[], place: number): T => {
  const found = list[place];
  if (found === undefined) throw new RangeError(`there is no number ${place}`);
  return found;
};

const RULES: QuestionRule[] = [
  singleChoice({ options: 2, blank: true }),
  approval({ options: 3, least: 1, most: 2, blank: true }),
];

/** A poll with the same questions, published without the screens. @param options of the first question in words. */
export async function publishBeside(
  story: Story,
  title: string,
  options: readonly string[],
  opensAt: number,
) {
  const document = JSON.stringify({
    version: 1,
    languages: ["en"],
    title: { en: title },
    context: { en: "" },
    questions: QUESTIONS.map(({ title, options: own }, question) => ({
      id: `q${question + 1}`,
      title: { en: title },
      options: (question === 0 ? options : own).map((label, option) => ({
        id: `o${option + 1}`,
        label: { en: label },
      })),
    })),
  });
  const parameters = {
    roll: story.roll,
    rollClosesAt: opensAt - 5,
    opensAt,
    closesAt: opensAt + 86_400,
    minimumRoll: 2,
    questions: RULES.map(encodeRule),
  };
  const { leVote } = story.town.town.deployment;
  return createdIn(await story.town.send(publishOpenPoll(leVote, parameters, document)));
}
