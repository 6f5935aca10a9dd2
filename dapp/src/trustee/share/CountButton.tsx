import { type ComponentType, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/ConfigContext.tsx";
import { openedReader } from "../../app/data/useRead.ts";
import { Send } from "../../app/Send.tsx";
import type { SendButtonProps } from "../../app/wallet/SendButton.tsx";
import type { CommitteeRecord, PollRecord } from "../../protocol/reader.ts";
import { Stack } from "../../ui/Card.tsx";
import { countAction } from "./countAction.ts";

type Props = {
  poll: PollRecord;
  committee: CommitteeRecord;
  /** `SendButton` on pages with wallets of their own; one that brings its wallets along when absent. */
  button?: ComponentType<SendButtonProps>;
};

/** Opens the total from the shares that are there and publishes it; for anyone. */
export function CountButton({ poll, committee, button: Button = Send }: Props) {
  const { t } = useTranslation("trustee");
  const config = useConfig();
  const [counting, setCounting] = useState(false);
  const action = async () => {
    setCounting(true);
    try {
      const { reader } = await openedReader(config);
      return await countAction(reader, poll, committee);
    } finally {
      setCounting(false);
    }
  };
  return (
    <Stack tight>
      <p>{t("count.why")}</p>
      <Button action={action} preparing={counting ? { words: t("count.working") } : undefined}>
        {t("count.do")}
      </Button>
    </Stack>
  );
}
