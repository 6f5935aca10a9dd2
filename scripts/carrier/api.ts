import type { FastifyInstance } from "fastify";
import type { FinishedBallot } from "../../dapp/src/protocol/ballot.ts";
import { votingReadiness } from "../../dapp/src/protocol/phase.ts";
import { phaseFacts } from "../../dapp/src/protocol/reader.ts";
import { Refusal } from "../services/refusal.ts";
import { type BallotBook, digestOf } from "./book.ts";
import type { ChainView } from "./chainView.ts";
import { isFrozen, readBallot, requireCastable, requireOpen, requirePoll, wrong } from "./checks.ts";
import type { Verifier } from "./verifier.ts";

export interface ApiOptions {
  view: ChainView;
  book: BallotBook;
  verifier: Verifier;
  /** Ballots that may wait. */
  room: number;
  stopBefore: number;
  /** Ballots that the account could still pay for. */
  affords: () => number;
  /** Called when a ballot was taken. */
  onBallot: () => void;
}

/** What apps ask of a carrier. */
export function addRoutes(server: FastifyInstance, options: ApiOptions): void {
  const { view, book, verifier, room, stopBefore, affords, onBallot } = options;

  server.get("/about", async () => ({
    chainId: view.chain.chain.chainId,
    leVote: view.chain.leVote,
    polls: [...view.polls.values()].map(({ record }) => ({
      poll: record.address,
      accepting: votingReadiness(phaseFacts(record), view.now + stopBefore) === "ready",
    })),
  }));

  server.post("/ballots", async (request, reply) => {
    const ballot = readBallot(request.body);
    const poll = requirePoll(view, ballot);
    const accepted = () => reply.code(202).send({ accepted: true });
    if (isKnown(ballot)) return accepted();
    requireOpen(view, poll, stopBefore);
    requireCastable(poll, ballot);
    if (book.backlog >= room) throw new Refusal(503, "full", "too many ballots wait", 60);
    if (book.backlog >= affords()) {
      throw new Refusal(503, "unfunded", "this carrier cannot pay for more ballots", 600);
    }
    const { record } = poll;
    if (!isFrozen(record) || !(await verifier.holds(record, ballot))) throw wrong("a proof does not hold");
    // The same ballot may have come a second time while its proofs were checked.
    if (!isKnown(ballot)) book.add(ballot);
    onBallot();
    return accepted();
  });

  /** Whether these very bytes are or were here. @throws Refusal when they failed, or others have the same nullifier. */
  function isKnown(ballot: FinishedBallot): boolean {
    const known = book.find(ballot.poll, ballot.nullifier);
    if (known === null) return false;
    if (known.digest !== digestOf(ballot)) {
      throw new Refusal(409, "anotherBallot", "another ballot of this voter is here already");
    }
    if (known.state === "late")
      throw new Refusal(410, "closed", "the poll closed before the ballot was brought");
    if (known.state === "refused") throw wrong("the contract refuses this ballot");
    return true;
  }
}
