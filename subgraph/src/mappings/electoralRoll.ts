import {
  Admitted,
  GroupOpened,
  Joined,
  OrganiserChanged,
  OrganiserProposed,
  RegisterDeclared,
  RemovalAnnounced,
  RemovalWithdrawn,
  Removed,
} from "../../generated/templates/OpenRoll/IOpenRoll";
import { positionOf } from "../position";
import { newRollEvent } from "../store/history";
import { loadMember, saveNewMember } from "../store/members";
import { loadRoll } from "../store/rolls";

export function handleJoined(event: Joined): void {
  const roll = loadRoll(event.address, event);
  if (roll == null) return;
  saveNewMember(roll.id, event.params.index.toI32(), event.params.commitment, event);
  roll.joined = roll.joined + 1;
  roll.save();
}

export function handleGroupOpened(event: GroupOpened): void {
  const roll = loadRoll(event.address, event);
  if (roll == null) return;
  roll.groupId = event.params.groupId;
  roll.save();

  const entry = newRollEvent(roll.id, "GROUP_OPENED", event);
  entry.root = event.params.groupId;
  entry.save();
}

export function handleAdmitted(event: Admitted): void {
  const roll = loadRoll(event.address, event);
  if (roll == null) return;
  const first = event.params.firstIndex.toI32();
  const count = event.params.count.toI32();
  for (let index = first; index < first + count; index++) {
    const member = loadMember(roll.id, index, event);
    if (member == null) continue;
    member.admitted = true;
    member.admittedAt = event.block.timestamp;
    member.admittedPosition = positionOf(event);
    member.save();
  }
  roll.admitted = roll.admitted + count;
  roll.liveMembers = roll.liveMembers + count;
  roll.root = event.params.root;
  roll.save();

  const entry = newRollEvent(roll.id, "ADMITTED", event);
  entry.index = first;
  entry.count = event.params.count;
  entry.root = event.params.root;
  entry.save();
}

export function handleRemovalAnnounced(event: RemovalAnnounced): void {
  const index = event.params.index.toI32();
  const member = loadMember(event.address, index, event);
  if (member == null) return;
  member.removalEffectiveAt = event.params.effectiveAt;
  member.save();

  const entry = newRollEvent(event.address, "REMOVAL_ANNOUNCED", event);
  entry.index = index;
  entry.commitment = event.params.commitment;
  entry.effectiveAt = event.params.effectiveAt;
  entry.save();
}

export function handleRemovalWithdrawn(event: RemovalWithdrawn): void {
  const index = event.params.index.toI32();
  const member = loadMember(event.address, index, event);
  if (member == null) return;
  member.removalEffectiveAt = null;
  member.save();

  const entry = newRollEvent(event.address, "REMOVAL_WITHDRAWN", event);
  entry.index = index;
  entry.commitment = event.params.commitment;
  entry.save();
}

export function handleRemoved(event: Removed): void {
  const roll = loadRoll(event.address, event);
  const index = event.params.index.toI32();
  const member = loadMember(event.address, index, event);
  if (roll == null || member == null) return;
  member.removed = true;
  member.removedAt = event.block.timestamp;
  member.removedPosition = positionOf(event);
  member.save();
  roll.removed = roll.removed + 1;
  roll.liveMembers = roll.liveMembers - 1;
  roll.root = event.params.root;
  roll.save();

  const entry = newRollEvent(roll.id, "MEMBER_REMOVED", event);
  entry.index = index;
  entry.commitment = event.params.commitment;
  entry.root = event.params.root;
  entry.save();
}

export function handleOrganiserProposed(event: OrganiserProposed): void {
  const roll = loadRoll(event.address, event);
  if (roll == null) return;
  roll.proposedOrganiser = event.params.proposed;
  roll.save();

  const entry = newRollEvent(roll.id, "ORGANISER_PROPOSED", event);
  entry.account = event.params.proposed;
  entry.previousAccount = event.params.organiser;
  entry.save();
}

export function handleOrganiserChanged(event: OrganiserChanged): void {
  const roll = loadRoll(event.address, event);
  if (roll == null) return;
  roll.organiser = event.params.organiser;
  roll.proposedOrganiser = null;
  roll.save();

  const entry = newRollEvent(roll.id, "ORGANISER_CHANGED", event);
  entry.account = event.params.organiser;
  entry.previousAccount = event.params.previous;
  entry.save();
}

export function handleRegisterDeclared(event: RegisterDeclared): void {
  const roll = loadRoll(event.address, event);
  if (roll == null) return;
  roll.declaredRegister = event.params.size;
  roll.save();

  const entry = newRollEvent(roll.id, "REGISTER_DECLARED", event);
  entry.count = event.params.size;
  entry.previousCount = event.params.previousSize;
  entry.save();
}
