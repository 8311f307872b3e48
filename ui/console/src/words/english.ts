import main from "./en.json";
import learning from "./learning/en.json";
import office from "./office/en.json";
import studio from "./studio/en.json";
import work from "./work/en.json";

/** All English texts of the console; each file has its own groups. */
export const words = { ...main, ...work, ...office, ...studio, ...learning };
