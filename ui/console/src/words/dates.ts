import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat";
import "dayjs/locale/it";

// Without it a typed "30/11/2026" is no date, or the wrong one.
dayjs.extend(customParseFormat);
