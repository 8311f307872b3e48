import { EmojiPicker } from "frimousse";
import { useTranslation } from "react-i18next";
import classes from "./EmojiPanel.module.css";

/** Where the desk serves the emoji's names; nothing is asked of anybody else. */
const DATA = "/console/emoji";

/** The picker itself, in a piece of its own that is loaded on demand. */
export default function EmojiPanel({ onChoose }: { onChoose: (emoji: string) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <EmojiPicker.Root
      className={classes.root}
      locale={i18n.language === "it" ? "it" : "en"}
      emojibaseUrl={DATA}
      columns={9}
      onEmojiSelect={({ emoji }) => onChoose(emoji)}
    >
      <EmojiPicker.Search
        className={classes.search}
        placeholder={t("emoji.search")}
        aria-label={t("emoji.search")}
        autoFocus
      />
      <EmojiPicker.Viewport className={classes.viewport}>
        <EmojiPicker.Loading className={classes.word}>{t("emoji.loading")}</EmojiPicker.Loading>
        <EmojiPicker.Empty className={classes.word}>{t("emoji.none")}</EmojiPicker.Empty>
        <EmojiPicker.List
          components={{
            CategoryHeader: ({ category, ...props }) => (
              <div {...props} className={classes.category}>
                {category.label}
              </div>
            ),
            Row: ({ children, ...props }) => (
              <div {...props} className={classes.row}>
                {children}
              </div>
            ),
            Emoji: ({ emoji, ...props }) => (
              <button {...props} type="button" className={classes.emoji}>
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  );
}
