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

export function startWords(): void {
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  void i18next.use(initReactI18next).init({
    resources: { it: { translation: catalogue.it }, en: { translation: catalogue.en } },
    lng: preferredLanguage(),
    fallbackLng: "it",
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
}

export function chooseLanguage(language: Language): void {
  usePreferences.getState().set({ language });
  void i18next.changeLanguage(language);
}
