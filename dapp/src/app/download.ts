/** Hands a file made on this device to the person. @param type a MIME type. */
export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then; the file itself is not kept.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
