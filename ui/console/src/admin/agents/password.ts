/** Without letters and digits that are taken for each other when read aloud. */
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** A first password to read to somebody: four groups of four, 80 bits. */
export function newPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const letters = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
  return letters.match(/.{4}/gu)?.join("-") ?? letters;
}
