/** One line of the list that is handed to whoever prints the letters. */
export type LetterLine = { letter: string; code: string; link: string };

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. @param heads the columns' names. */
export function invitationCsv(
  heads: readonly [string, string, string],
  lines: readonly LetterLine[],
): string {
  const rows = [heads, ...lines.map(({ letter, code, link }) => [letter, code, link] as const)];
  return `\uFEFF${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}
