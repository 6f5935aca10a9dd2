import { expect } from "chai";
import {
  approval,
  budget,
  quadratic,
  ranking,
  singleChoice,
} from "../../dapp/src/protocol/questionPresets.ts";
import { checkVotes } from "../../dapp/src/protocol/questionRules.ts";
import * as answers from "../../dapp/src/vote/paper/answers.ts";

const single = singleChoice({ options: 2, blank: true });
const several = approval({ options: 3, blank: true, least: 1, most: 2 });
const points = budget({ options: 3, blank: false, points: 10, spendAll: true });
const credits = quadratic({ options: 2, blank: false, credits: 16 });
const favourites = ranking({ options: 4, blank: true, places: 3 });

describe("The ballot paper", () => {
  it("begins with nothing chosen in any slot, which is not yet a ballot", () => {
    const rules = [single, points];
    expect(answers.emptyPaper(rules)).to.deep.equal([0, 0, 0, 0, 0, 0]);
    expect(checkVotes(rules, answers.emptyPaper(rules))).to.deep.equal({ question: 0, bound: "blank" });
  });

  it("puts each question's answers into its own slots", () => {
    const rules = [single, several, points];
    const votes = answers.withAnswers(rules, answers.emptyPaper(rules), 1, [1, 0, 1, 0]);
    expect(votes).to.deep.equal([0, 0, 0, 1, 0, 1, 0, 0, 0, 0]);
    expect(answers.answersTo(rules, votes, 1)).to.deep.equal([1, 0, 1, 0]);
  });

  it("takes the blank vote back when an option is chosen, and every option when the blank vote is", () => {
    expect(answers.withValue(several, answers.blank(several, true), 1, 1)).to.deep.equal([0, 1, 0, 0]);
    expect(answers.blank(several, true)).to.deep.equal([0, 0, 0, 1]);
    expect(answers.isBlank(several, answers.blank(several, true))).to.equal(true);
    expect(answers.broken(several, answers.blank(several, true))).to.equal(null);
  });

  it("counts the points and the credits that are left", () => {
    expect(answers.leftOver(points, [7, 3, 0])).to.equal(0);
    expect(answers.mostFor(points, [7, 1, 0], 2)).to.equal(2);
    expect(answers.leftOver(credits, [3, 2])).to.equal(3);
    expect(answers.mostFor(credits, [3, 0], 1)).to.equal(2);
    expect(answers.mostFor(credits, [0, 0], 0)).to.equal(4);
  });

  it("gives the best of a ranking as many points as there are places", () => {
    const ranked = answers.answersFromRanking(favourites, [2, 0, 1]);
    expect(ranked).to.deep.equal([2, 1, 3, 0, 0]);
    expect(answers.rankedOptions(favourites, ranked)).to.deep.equal([2, 0, 1]);
    expect(answers.broken(favourites, ranked)).to.equal(null);
  });

  it("says that a ranking is not complete while places are empty", () => {
    const ranked = answers.answersFromRanking(favourites, [2]);
    expect(answers.broken(favourites, ranked)).to.equal("minChosen");
  });
});
