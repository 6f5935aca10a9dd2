import { useTranslation } from "react-i18next";
import { Stack } from "../../ui/Card.tsx";
import { TextField } from "../../ui/Field.tsx";
import { RadioRow, RadioRows } from "../../ui/Rows.tsx";
import type { TokenDraft } from "./tokenDraft.ts";

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
