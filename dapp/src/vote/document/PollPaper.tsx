import type { ReactNode } from "react";
import type { PollDocument } from "../../protocol/documents.ts";
import { Markdown } from "./Markdown.tsx";
import styles from "./PollPaper.module.css";
import { useReading } from "./useDocument.ts";

/** What is being asked: the poll's picture, its words, then whatever follows on the same sheet. */
export function PollPaper({ document, children }: { document: PollDocument; children?: ReactNode }) {
  const { lang, text } = useReading(document);
  const context = text(document.context);
  return (
    <article className={styles.paper}>
      {document.image && (
        <img className={styles.image} src={document.image.data} alt={text(document.image.alt)} lang={lang} />
      )}
      {context && <Markdown text={context} lang={lang} />}
      {children}
    </article>
  );
}

/** The questions as they will stand on the ballot, for reading only. */
export function QuestionList({ document }: { document: PollDocument }) {
  const { lang, text } = useReading(document);
  return (
    <ol className={styles.questions} lang={lang}>
      {document.questions.map((question) => (
        <li key={question.id}>
          <p className={styles.question}>{text(question.title)}</p>
          <ul className={styles.options}>
            {question.options.map((option) => (
              <li key={option.id}>{text(option.label)}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
