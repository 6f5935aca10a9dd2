import styles from "./identities.module.css";

/** Backup words, numbered, to be copied by hand. */
export function WordList({ words, lang }: { words: readonly string[]; lang: string }) {
  // A word may stand twice; its place is what names it.
  const numbered = words.map((word, place) => ({ number: place + 1, word }));
  return (
    <ol className={styles.words} lang={lang} translate="no">
      {numbered.map(({ number, word }) => (
        <li key={number}>{word}</li>
      ))}
    </ol>
  );
}
