import main from "./it.json";
import learning from "./learning/it.json";
import office from "./office/it.json";
import studio from "./studio/it.json";
import work from "./work/it.json";

/** All Italian texts of the console; each file has its own groups. */
export const words = { ...main, ...work, ...office, ...studio, ...learning };
