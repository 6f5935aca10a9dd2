import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { TokenUse } from "../../generated/schema";
import { TokenUsed, VotesUsed } from "../../generated/templates/TokenRoll/ITokenRoll";
import { eventId } from "../ids";
import { loadRoll } from "../store/rolls";

export function handleTokenUsed(event: TokenUsed): void {
  saveTokenUse(event.params.tokenId, event.params.holder, event.params.commitment, event);
}

export function handleVotesUsed(event: VotesUsed): void {
  saveTokenUse(null, event.params.holder, event.params.commitment, event);
}

/** @param tokenId null where past votes gave the seat. */
function saveTokenUse(
  tokenId: BigInt | null,
  holder: Bytes,
  commitment: BigInt,
  event: ethereum.Event,
): void {
  const roll = loadRoll(event.address, event);
  if (roll == null) return;
  const use = new TokenUse(eventId(event));
  use.roll = roll.id;
  use.tokenId = tokenId;
  use.holder = holder;
  use.commitment = commitment;
  use.timestamp = event.block.timestamp;
  use.transaction = event.transaction.hash;
  use.save();
}
