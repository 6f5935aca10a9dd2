import { useTranslation } from "react-i18next";
import { getAddress, isAddress } from "viem";
import type { TokenRule } from "../../protocol/reader.ts";
import { Stack } from "../../ui/Card.tsx";
import { TextField } from "../../ui/Field.tsx";
import { RadioRow, RadioRows } from "../../ui/Rows.tsx";

/** A token rule as it is typed. */
export type TokenDraft = { token: string; by: "id" | "votes"; minimumVotes: string; timepoint: string };

export const NO_TOKEN: TokenDraft = { token: "", by: "id", minimumVotes: "1", timepoint: "" };

const isWhole = (text: string) => /^\d+$/.test(text.trim());

/** The rule as the contract wants it; undefined while something is missing or no number. */
export function readTokenRule({ token, by, minimumVotes, timepoint }: TokenDraft): TokenRule | undefined {
  if (!isAddress(token.trim(), { strict: false })) return undefined;
  const address = getAddress(token.trim());
  if (by === "id") return { token: address, minimumVotes: 0n, timepoint: 0 };
  if (!isWhole(minimumVotes) || BigInt(minimumVotes) === 0n || !isWhole(timepoint)) return undefined;
  return { token: address, minimumVotes: BigInt(minimumVotes), timepoint: Number(timepoint) };
}

export function TokenFields({
  token,
  onChange,
}: {
  token: TokenDraft;
  onChange: (token: TokenDraft) => void;
}) {
  const { t } = useTranslation("organise");
  const set = (part: Partial<TokenDraft>) => onChange({ ...token, ...part });
  return (
    <Stack>
      <TextField
        label={t("token.address")}
        hint={t("token.addressHint")}
        value={token.token}
        onChange={(text) => set({ token: text })}
        spellCheck="false"
      />
      <RadioRows
        label={t("token.right")}
        value={token.by}
        onChange={(value) => set({ by: value === "votes" ? "votes" : "id" })}
      >
        <RadioRow value="id" note={t("token.idNote")}>
          {t("token.id")}
        </RadioRow>
        <RadioRow value="votes" note={t("token.votesNote")}>
          {t("token.votes")}
        </RadioRow>
      </RadioRows>
      {token.by === "votes" && (
        <>
          <TextField
            label={t("token.minimum")}
            hint={t("token.minimumHint")}
            value={token.minimumVotes}
            onChange={(text) => set({ minimumVotes: text })}
            inputMode="numeric"
          />
          <TextField
            label={t("token.timepoint")}
            hint={t("token.timepointHint")}
            value={token.timepoint}
            onChange={(text) => set({ timepoint: text })}
            inputMode="numeric"
          />
        </>
      )}
    </Stack>
  );
}
