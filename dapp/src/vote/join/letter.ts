import type { ArrivedLink } from "../../app/arrival.ts";
import { readCode } from "../../protocol/invitationCode.ts";
import type { OpenInvitation } from "../device/invitation.ts";

/** @returns null when the link was cut or mistyped. */
export function letterOf({ roll, batch, index, code }: ArrivedLink): OpenInvitation | null {
  const read = readCode(code);
  const isPlace = /^0x[0-9a-fA-F]{40}$/.test(roll) && /^\d{1,9}$/.test(batch) && /^\d{1,9}$/.test(index);
  if (!read || !isPlace) return null;
  return { roll: roll as `0x${string}`, batch: Number(batch), index: Number(index), code: read };
}

/** The number on the letter, such as "1-27", both parts counted from 1. @returns null when it is not one. */
export function readLetterNumber(typed: string): { batch: number; index: number } | null {
  const [, batch, index] = /^\s*(\d{1,6})\s*[-–—./ ]\s*(\d{1,4})\s*$/.exec(typed) ?? [];
  const place = { batch: Number(batch) - 1, index: Number(index) - 1 };
  return place.batch >= 0 && place.index >= 0 ? place : null;
}
