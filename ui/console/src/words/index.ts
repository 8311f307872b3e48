import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, usePreferences } from "../state/preferences";
import { catalogue } from "./catalogue";

export const languages: Record<Language, string> = { it: "Italiano", en: "English" };

/** The agent's choice; else the browser's language; else Italian. */
export function preferredLanguage(): Language {
  const chosen = usePreferences.getState().language;
  if (chosen) return chosen;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "it";
}

/** Nothing can be said before: the language that is read first is waited for. */
export async function startWords(language: Language = preferredLanguage()): Promise<void> {
  i18next.on("languageChanged", (chosen) => {
    document.documentElement.lang = chosen;
  });
  const words = await catalogue[language]();
  await i18next.use(initReactI18next).init({
    resources: { [language]: { translation: words } },
    lng: language,
    // Both languages have the same keys, which a test sees to.
    fallbackLng: false,
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
}

/** The last choice counts, however long a language takes to come. */
export async function chooseLanguage(language: Language): Promise<void> {
  usePreferences.getState().set({ language });
  try {
    await learn(language);
  } catch {
    notifications.show({ color: "red", message: i18next.t("line.notLoaded") });
    return;
  }
  if (preferredLanguage() === language) await i18next.changeLanguage(language);
}

async function learn(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, "translation")) return;
  i18next.addResourceBundle(language, "translation", await catalogue[language]());
}
