/** Where the live board is kept; the live line puts news there. */
export const liveBoardKey = ["live-board"] as const;
