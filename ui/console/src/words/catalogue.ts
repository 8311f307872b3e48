import en from "./en.json";
import it from "./it.json";
import learningEn from "./learning/en.json";
import learningIt from "./learning/it.json";
import officeEn from "./office/en.json";
import officeIt from "./office/it.json";
import studioEn from "./studio/en.json";
import studioIt from "./studio/it.json";
import workEn from "./work/en.json";
import workIt from "./work/it.json";

/** All texts of the console, by language; each file has its own groups. */
export const catalogue = {
  it: { ...it, ...workIt, ...officeIt, ...studioIt, ...learningIt },
  en: { ...en, ...workEn, ...officeEn, ...studioEn, ...learningEn },
};
