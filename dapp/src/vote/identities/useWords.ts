import { useEffect, useState } from "react";
import { useLanguage } from "../../i18n/index.ts";
import type { IdentityRow } from "../device/database.ts";
import { identitySecret } from "../device/identities.ts";

/** The 24 backup words of an identity, in the reader's language, while they are shown. */
export function useWords(identity: IdentityRow) {
  const [language] = useLanguage();
  const [words, setWords] = useState<readonly string[]>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let shown = true;
    const read = async () => {
      const { backupWords } = await import("../../protocol/identity.ts");
      const text = backupWords(await identitySecret(identity), language);
      if (shown) setWords(text.split(" "));
    };
    read().catch((cause: unknown) => {
      if (shown) setError(cause);
    });
    return () => {
      shown = false;
    };
  }, [identity, language]);
  return { words, error };
}
