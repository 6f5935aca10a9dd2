import type { Address, Hex } from "viem";
import { eventsOf, position } from "./chainEvents.ts";
import { invitationRollAbi } from "./generated/abi.ts";
import { LogBook, type LogClient } from "./logBook.ts";
import type { BatchRecord, MemberRecord, RollKindName, RollRecord, TokenRule } from "./reader.ts";

const ROLL_EVENTS = eventsOf(invitationRollAbi, [
  "Joined",
  "Admitted",
  "RemovalAnnounced",
  "RemovalWithdrawn",
  "Removed",
  "OrganiserChanged",
  "RegisterDeclared",
  "BatchOpened",
  "InvitationUsed",
  "InvitationRevoked",
]);

/** In the order of `RollKind` in `ILeVote.sol`, without None. */
const ROLL_KINDS: readonly RollKindName[] = ["invitation", "token", "open"];

/** A `RollCreated` event. */
interface RollCreated {
  args: {
    roll: Address;
    organiser: Address;
    kind: number;
    tokenRule: TokenRule;
    document: string;
  };
  blockNumber: bigint;
  logIndex: number;
}

interface KnownRoll {
  address: Address;
  fromBlock: number;
}

/** Rolls, read from their events alone. */
export class ChainRolls {
  readonly #client: LogClient;
  readonly #books = new Map<Address, LogBook<typeof ROLL_EVENTS>>();

  constructor(client: LogClient) {
    this.#client = client;
  }

  async record(created: RollCreated): Promise<RollRecord> {
    const { roll, organiser, kind: number, tokenRule, document } = created.args;
    const kind = ROLL_KINDS[number - 1];
    if (!kind) throw new RangeError(`no kind of roll: ${number}`);
    const record: RollRecord = {
      address: roll,
      kind,
      organiser,
      document,
      created: position(created),
      joined: 0,
      admitted: 0,
      liveMembers: 0,
      invitations: 0,
      declaredRegister: 0,
      tokenRule: kind === "token" ? { ...tokenRule } : null,
    };
    for (const log of await this.#logs({ address: roll, fromBlock: Number(created.blockNumber) })) {
      if (log.eventName === "Joined") record.joined++;
      else if (log.eventName === "Admitted") record.admitted += Number(log.args.count);
      else if (log.eventName === "Removed") record.liveMembers--;
      else if (log.eventName === "OrganiserChanged") record.organiser = log.args.organiser;
      else if (log.eventName === "RegisterDeclared") record.declaredRegister = Number(log.args.size);
      else if (log.eventName === "BatchOpened") record.invitations += log.args.leaves.length;
    }
    record.liveMembers += record.admitted;
    return record;
  }

  async members(roll: KnownRoll): Promise<MemberRecord[]> {
    const members: MemberRecord[] = [];
    for (const log of await this.#logs(roll)) {
      const at = position(log);
      if (log.eventName === "Joined") {
        members[Number(log.args.index)] = {
          index: Number(log.args.index),
          commitment: log.args.commitment,
          joined: at,
          admitted: null,
          removed: null,
          removalEffectiveAt: null,
        };
      } else if (log.eventName === "Admitted") {
        const first = Number(log.args.firstIndex);
        for (const member of members.slice(first, first + Number(log.args.count))) member.admitted = at;
      } else if (log.eventName === "Removed") {
        const member = members[Number(log.args.index)];
        if (member) Object.assign(member, { removed: at, removalEffectiveAt: null });
      } else if (log.eventName === "RemovalAnnounced" || log.eventName === "RemovalWithdrawn") {
        const member = members[Number(log.args.index)];
        const effectiveAt = log.eventName === "RemovalAnnounced" ? log.args.effectiveAt : null;
        if (member) member.removalEffectiveAt = effectiveAt;
      }
    }
    return members;
  }

  async batches(roll: KnownRoll): Promise<BatchRecord[]> {
    const batches: BatchRecord[] = [];
    for (const log of await this.#logs(roll)) {
      if (log.eventName === "BatchOpened") {
        const batch = Number(log.args.batch);
        batches[batch] = { batch, leaves: [...log.args.leaves] as Hex[], opened: position(log), spent: [] };
      } else if (log.eventName === "InvitationUsed" || log.eventName === "InvitationRevoked") {
        const how = log.eventName === "InvitationUsed" ? "used" : "revoked";
        batches[Number(log.args.batch)]?.spent.push({ index: Number(log.args.index), how });
      }
    }
    return batches;
  }

  #logs({ address, fromBlock }: KnownRoll) {
    const book = this.#books.get(address) ?? new LogBook(this.#client, address, ROLL_EVENTS, fromBlock);
    this.#books.set(address, book);
    return book.read();
  }
}
