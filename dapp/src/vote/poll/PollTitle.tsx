import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/index.ts";
import { languageFor, type ReadPoll, textIn } from "../../protocol/documents.ts";

/** What the poll is called, in the reader's language; a poll that contradicts itself has no name to trust. */
export function PollTitle({ read, className }: { read: ReadPoll; className?: string | undefined }) {
  const { t } = useTranslation("vote");
  const [language] = useLanguage();
  if (read.malformed) return t("malformed.title");
  const { title, languages } = read.document;
  const preferred = [language, ...navigator.languages];
  return (
    <span className={className} lang={languageFor(preferred, languages)}>
      {textIn(title, preferred, languages)}
    </span>
  );
}
