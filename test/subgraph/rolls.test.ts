import { expect } from "chai";
import type { Address } from "viem";
import { invitationRollAbi, tokenRollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { emission } from "./emitter.ts";
import {
  numbered,
  ORGANISER,
  position,
  ROLL_KIND,
  rollAt,
  rollCreated,
  SUCCESSOR,
  TOKEN,
} from "./fixtures.ts";
import { DAWN, mappingSuite } from "./mappingSuite.ts";

const commitment = (number: number) => 10n ** 70n + BigInt(number);
const leaf = (number: number) => `0x${number.toString(16).padStart(64, "0")}`;
const joined = (roll: Address, index: number) =>
  emission(invitationRollAbi, roll, "Joined", { index: BigInt(index), commitment: commitment(index) });
const admitted = (roll: Address, firstIndex: bigint, count: bigint, root: bigint) =>
  emission(invitationRollAbi, roll, "Admitted", { firstIndex, count, root });

describe("What the subgraph keeps of rolls", () => {
  const mapped = mappingSuite();

  it("a roll of each kind, with the texts of its document in the document's order", async () => {
    const { index, emit } = mapped();
    const tokenRule = { token: TOKEN, minimumVotes: 5n, timepoint: 77 };
    const number = await emit(
      rollCreated(rollAt(1), ROLL_KIND.invitation),
      rollCreated(rollAt(2), ROLL_KIND.token, undefined, tokenRule),
      rollCreated(rollAt(3), ROLL_KIND.open),
    );
    const { rolls } = await index.ask(`{ rolls(orderBy: id) {
      id kind organiser malformed token minimumVotes timepoint joined liveMembers createdPosition
      document { languages name description } history { kind account }
    } }`);
    const common = {
      organiser: ORGANISER,
      malformed: false,
      joined: 0,
      liveMembers: 0,
      document: { languages: ["fr", "en"], name: ["Les habitants", "The residents"], description: [] },
      history: [{ kind: "CREATED", account: ORGANISER }],
    };
    const none = { token: null, minimumVotes: null, timepoint: null };
    expect(rolls).to.deep.equal([
      { ...common, ...none, id: rollAt(1), kind: "INVITATION", createdPosition: position(number, 0) },
      {
        ...common,
        id: rollAt(2),
        kind: "TOKEN",
        token: TOKEN,
        minimumVotes: "5",
        timepoint: "77",
        createdPosition: position(number, 1),
      },
      { ...common, ...none, id: rollAt(3), kind: "OPEN", createdPosition: position(number, 2) },
    ]);
  });

  it("nothing of a roll of an unknown kind, and it goes on", async () => {
    const { index, emit } = mapped();
    await emit(rollCreated(rollAt(9), 9));
    const { roll, _meta } = await index.ask(
      `{ roll(id: "${rollAt(9)}") { id } _meta { hasIndexingErrors } }`,
    );
    expect({ roll, _meta }).to.deep.equal({ roll: null, _meta: { hasIndexingErrors: false } });
  });

  it("residents queued, admitted, removed, and where each of it happened", async () => {
    const { index, emit, emitAt } = mapped();
    const roll = rollAt(4);
    await emit(rollCreated(roll, ROLL_KIND.open));
    const joining = await emit(joined(roll, 0), joined(roll, 1), joined(roll, 2));
    const opened = emission(invitationRollAbi, roll, "GroupOpened", { groupId: 3n });
    const admitting = await emit(opened, admitted(roll, 0n, 2n, 111n));
    const effectiveAt = DAWN + 5_000;
    const about = (number: number) => ({ index: BigInt(number), commitment: commitment(number) });
    await emit(
      emission(invitationRollAbi, roll, "RemovalAnnounced", { ...about(0), effectiveAt }),
      emission(invitationRollAbi, roll, "RemovalAnnounced", { ...about(1), effectiveAt }),
      emission(invitationRollAbi, roll, "RemovalWithdrawn", about(1)),
    );
    const removing = await emitAt(
      DAWN + 5_000,
      emission(invitationRollAbi, roll, "Removed", { ...about(0), root: 222n }),
    );
    const answer = await index.ask(`{ roll(id: "${roll}") {
      joined admitted removed liveMembers groupId root
      members(orderBy: index) {
        id index commitment admitted removed joinedPosition admittedPosition removedPosition removedAt
        removalEffectiveAt
      }
      history(orderBy: position) { kind index commitment count root effectiveAt }
    } }`);
    const event = { index: null, commitment: null, count: null, root: null, effectiveAt: null };
    const said = (number: number) => ({ index: number, commitment: String(commitment(number)) });
    const notYet = { admitted: false, admittedPosition: null };
    const stays = { removed: false, removedPosition: null, removedAt: null, removalEffectiveAt: null };
    const member = (number: number) => ({
      id: numbered(roll, number),
      ...said(number),
      joinedPosition: position(joining, number),
    });
    const inGroup = { admitted: true, admittedPosition: position(admitting, 1) };
    expect(answer.roll).to.deep.equal({
      joined: 3,
      admitted: 2,
      removed: 1,
      liveMembers: 1,
      groupId: "3",
      root: "222",
      members: [
        {
          ...member(0),
          ...inGroup,
          removed: true,
          removedPosition: position(removing, 0),
          removedAt: String(DAWN + 5_000),
          removalEffectiveAt: String(effectiveAt),
        },
        { ...member(1), ...inGroup, ...stays },
        { ...member(2), ...notYet, ...stays },
      ],
      history: [
        { ...event, kind: "CREATED" },
        { ...event, kind: "GROUP_OPENED", root: "3" },
        { ...event, kind: "ADMITTED", index: 0, count: "2", root: "111" },
        { ...event, kind: "REMOVAL_ANNOUNCED", ...said(0), effectiveAt: String(effectiveAt) },
        { ...event, kind: "REMOVAL_ANNOUNCED", ...said(1), effectiveAt: String(effectiveAt) },
        { ...event, kind: "REMOVAL_WITHDRAWN", ...said(1) },
        { ...event, kind: "MEMBER_REMOVED", ...said(0), root: "222" },
      ],
    });
  });

  it("a change of organiser in two steps, and the declared register", async () => {
    const { index, emit } = mapped();
    const roll = rollAt(5);
    const proposal = { organiser: ORGANISER, proposed: SUCCESSOR };
    const query = `{ roll(id: "${roll}") { organiser proposedOrganiser declaredRegister
      history(orderBy: position) { kind account previousAccount count previousCount } } }`;
    await emit(
      rollCreated(roll, ROLL_KIND.token),
      emission(invitationRollAbi, roll, "RegisterDeclared", { previousSize: 10n, size: 12n }),
      emission(invitationRollAbi, roll, "OrganiserProposed", proposal),
    );
    expect((await index.ask(query)).roll).to.include({
      organiser: ORGANISER,
      proposedOrganiser: SUCCESSOR,
      declaredRegister: "12",
    });
    await emit(
      emission(invitationRollAbi, roll, "OrganiserChanged", { previous: ORGANISER, organiser: SUCCESSOR }),
    );
    const event = { previousAccount: null, count: null, previousCount: null };
    const moved = { account: SUCCESSOR, previousAccount: ORGANISER };
    expect((await index.ask(query)).roll).to.deep.equal({
      organiser: SUCCESSOR,
      proposedOrganiser: null,
      declaredRegister: "12",
      history: [
        { ...event, kind: "CREATED", account: ORGANISER },
        { ...event, kind: "REGISTER_DECLARED", account: null, count: "12", previousCount: "10" },
        { ...event, kind: "ORGANISER_PROPOSED", ...moved },
        { ...event, kind: "ORGANISER_CHANGED", ...moved },
      ],
    });
  });

  it("batches of invitations with their leaves in order, and which are used or revoked", async () => {
    const { index, emit } = mapped();
    const roll = rollAt(6);
    const open = (batch: bigint, root: string, leaves: string[]) =>
      emission(invitationRollAbi, roll, "BatchOpened", { batch, root, leaves });
    await emit(
      rollCreated(roll, ROLL_KIND.invitation),
      open(0n, leaf(90), [leaf(3), leaf(1), leaf(2)]),
      open(1n, leaf(91), [leaf(4)]),
      emission(invitationRollAbi, roll, "InvitationUsed", {
        batch: 0n,
        index: 2n,
        commitment: commitment(0),
      }),
      emission(invitationRollAbi, roll, "InvitationRevoked", { batch: 0n, index: 0n }),
    );
    const answer = await index.ask(`{ roll(id: "${roll}") {
      batchCount invitations invitationsUsed invitationsRevoked
      batches(orderBy: number) { id number root leaves count used revoked
        spent(orderBy: index) { id index fate commitment } }
      history(orderBy: position, where: { kind_not: CREATED }) { kind batch index count }
    } }`);
    expect(answer.roll).to.deep.equal({
      batchCount: 2,
      invitations: 4,
      invitationsUsed: 1,
      invitationsRevoked: 1,
      batches: [
        {
          id: numbered(roll, 0),
          number: 0,
          root: leaf(90),
          leaves: [leaf(3), leaf(1), leaf(2)],
          count: 3,
          used: 1,
          revoked: 1,
          spent: [
            { id: numbered(roll, 0, 0), index: 0, fate: "REVOKED", commitment: null },
            { id: numbered(roll, 0, 2), index: 2, fate: "USED", commitment: String(commitment(0)) },
          ],
        },
        {
          id: numbered(roll, 1),
          number: 1,
          root: leaf(91),
          leaves: [leaf(4)],
          count: 1,
          used: 0,
          revoked: 0,
          spent: [],
        },
      ],
      history: [
        { kind: "BATCH_OPENED", batch: 0, index: null, count: "3" },
        { kind: "BATCH_OPENED", batch: 1, index: null, count: "1" },
        { kind: "INVITATION_REVOKED", batch: 0, index: 0, count: null },
      ],
    });
  });

  it("tokens and past votes that gave a seat", async () => {
    const { index, emit } = mapped();
    const roll = rollAt(7);
    const seat = { holder: SUCCESSOR, commitment: commitment(1) };
    await emit(
      rollCreated(roll, ROLL_KIND.token),
      emission(tokenRollAbi, roll, "TokenUsed", { ...seat, tokenId: 4n }),
      emission(tokenRollAbi, roll, "VotesUsed", { ...seat, commitment: commitment(2) }),
    );
    const answer = await index.ask(
      `{ roll(id: "${roll}") { tokenUses(orderBy: commitment) { tokenId holder commitment } } }`,
    );
    expect(answer.roll).to.deep.equal({
      tokenUses: [
        { tokenId: "4", holder: SUCCESSOR, commitment: String(commitment(1)) },
        { tokenId: null, holder: SUCCESSOR, commitment: String(commitment(2)) },
      ],
    });
  });

  it("no member, batch or invitation that was never opened, and it goes on", async () => {
    const { index, emit } = mapped();
    const roll = rollAt(8);
    await emit(
      rollCreated(roll, ROLL_KIND.invitation),
      emission(invitationRollAbi, roll, "Removed", { index: 5n, commitment: 1n, root: 2n }),
      emission(invitationRollAbi, roll, "InvitationRevoked", { batch: 7n, index: 0n }),
    );
    const answer = await index.ask(`{ roll(id: "${roll}") { removed invitationsRevoked members { id } }
      _meta { hasIndexingErrors } }`);
    expect(answer).to.deep.equal({
      roll: { removed: 0, invitationsRevoked: 0, members: [] },
      _meta: { hasIndexingErrors: false },
    });
  });
});
