/** A file's size as one says it: "312 kB", "1,4 MB". */
export function inBytes(bytes: number, language: string): string {
  const kilobytes = bytes / 1024;
  const [value, unit] = kilobytes < 1024 ? [kilobytes, "kilobyte"] : [kilobytes / 1024, "megabyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

/** An amount in its currency; the desk writes amounts as decimals, so that no cent is lost. */
export function inMoney(amount: number | string, currency: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(Number(amount));
}
