import type { Address } from "viem";
import { sameAddress } from "../../app/addresses.ts";
import { MAX_TOTAL } from "../../protocol/sealed/discreteLog.ts";
import { ruleOf } from "./compose.ts";
import type { PollDraft } from "./draft.ts";
import type { Issue } from "./issues.ts";

/** What decides whether a sealed poll can be published. */
export interface SealingFacts {
  /** How many the frozen roll may hold. */
  rollSize: number;
  /** The organiser's committees whose key is ready; undefined while they are read. */
  committees: readonly Address[] | undefined;
}

/** As many as can be on the roll by its closing: those who joined, and those who are invited. */
export function expectedSize({
  liveMembers,
  joined,
  admitted,
  invitations,
}: {
  liveMembers: number;
  joined: number;
  admitted: number;
  invitations: number;
}): number {
  return Math.max(liveMembers + joined - admitted, invitations);
}

/** What keeps a draft from being published as a sealed poll; nothing for open ones. */
export function issuesOfSealing(draft: PollDraft, { rollSize, committees }: SealingFacts): Issue[] {
  if (draft.secrecy === "open") return [];
  const { keyholder, committee, minimumTurnout } = draft;
  const chosen = committee !== null && (committees?.some((each) => sameAddress(each, committee)) ?? true);
  return [
    ...draft.questions.flatMap((question, at): Issue[] => {
      const most = Math.floor(MAX_TOTAL / Math.max(1, rollSize));
      const { maxValue } = ruleOf(question);
      if (maxValue <= most) return [];
      const facts = { people: rollSize, most };
      return [{ name: "totalsTooLarge", place: `question-${question.id}-kind`, question: at + 1, facts }];
    }),
    ...(keyholder === "trustees" && !chosen ? [{ name: "noCommittee", place: "committee" }] : []),
    ...(Number.isInteger(minimumTurnout) && minimumTurnout >= 2
      ? []
      : [{ name: "minimumTurnout", place: "minimum-turnout" }]),
  ];
}
