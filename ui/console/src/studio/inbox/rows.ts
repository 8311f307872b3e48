/** Where the keyboard walks: from group to group. */
export const ROWS = "[data-walk] [data-label]";
