import type { Item } from "../state/transcript";
import type { Language, Texts } from "../texts";

/** Messages of one author, written one after the other. */
export interface Group {
  readonly author: Item["author"];
  readonly authorName: string | null;
  readonly items: readonly Item[];
}

/** The groups of one calendar day, in the reader's time zone. */
export interface Day {
  readonly key: string;
  readonly groups: readonly Group[];
}

const GROUP_PAUSE = 5 * 60_000;

const dayKey = (moment: Date): string => `${moment.getFullYear()}-${moment.getMonth()}-${moment.getDate()}`;

function continues(previous: Item, item: Item): boolean {
  return (
    previous.author === item.author &&
    previous.author_name === item.author_name &&
    Date.parse(item.at) - Date.parse(previous.at) < GROUP_PAUSE
  );
}

/** Cuts a conversation into days and groups. */
export function days(items: readonly Item[]): readonly Day[] {
  const found: {
    key: string;
    groups: { author: Item["author"]; authorName: string | null; items: Item[] }[];
  }[] = [];
  let previous: Item | undefined;
  for (const item of items) {
    const key = dayKey(new Date(item.at));
    let day = found.at(-1);
    if (day?.key !== key) {
      day = { key, groups: [] };
      found.push(day);
      previous = undefined;
    }
    const group = day.groups.at(-1);
    if (group && previous && continues(previous, item)) group.items.push(item);
    else day.groups.push({ author: item.author, authorName: item.author_name, items: [item] });
    previous = item;
  }
  return found;
}

/** "Today", "Yesterday" or the date. */
export function dayName(at: string, now: Date, texts: Texts, language: Language): string {
  const moment = new Date(at);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dayKey(moment) === dayKey(now)) return texts.today;
  if (dayKey(moment) === dayKey(yesterday)) return texts.yesterday;
  return new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(moment.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(moment);
}

/** Hours and minutes. */
export function clock(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(at));
}
