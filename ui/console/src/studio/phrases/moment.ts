/** When a phrase is said, as far as its name tells: `utter_parcel/out_for_delivery` is "Parcel · out for delivery". */
export function momentOf(name: string): string {
  const words = name
    .replace(/^utter_/u, "")
    .replaceAll("_", " ")
    .replaceAll("/", " · ");
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
