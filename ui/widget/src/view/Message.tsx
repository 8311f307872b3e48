import { pieces, safeAddress } from "../links";
import type { VisitorFile } from "../state/protocol";
import type { Item } from "../state/transcript";
import { useChat } from "./context";

function Words({ text }: { text: string }) {
  return (
    <p class="words">
      {pieces(text).map((piece, index) =>
        piece.href === null ? (
          piece.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ),
      )}
    </p>
  );
}

function Picture({ address, name }: { address: string; name?: string | null }) {
  const { texts, server } = useChat();
  const href = safeAddress(address, server);
  if (href === null) return null;
  return (
    <a class="picture" href={href} target="_blank" rel="noopener noreferrer" aria-label={texts.imageOpen}>
      <img src={href} alt={name || texts.image} loading="lazy" />
    </a>
  );
}

/** Bytes as people read them. */
function weight(bytes: number, language: string): string {
  const large = bytes >= 1_000_000;
  const shown = new Intl.NumberFormat(language, { maximumFractionDigits: large ? 1 : 0 });
  return `${shown.format(large ? bytes / 1e6 : Math.ceil(bytes / 1e3))} ${large ? "MB" : "kB"}`;
}

/** What an agent sent besides words: a picture to look at, a sound to hear, a file to save. */
function Sent({ file }: { file: VisitorFile }) {
  const { texts, language, server } = useChat();
  if (file.kind === "image") return <Picture address={file.url} name={file.name} />;
  const href = safeAddress(file.url, server);
  if (href === null) return null;
  return (
    <a class="file" href={href} target="_blank" rel="noopener noreferrer" download={file.name ?? ""}>
      <span>{file.name ?? texts.file}</span>
      {file.size !== null && <small>{weight(file.size, language)}</small>}
    </a>
  );
}

/** What became of a message of the shopper's. */
function Fate({ item, waiting }: { item: Item; waiting: boolean }) {
  const { session, texts } = useChat();
  if (item.state !== "failed") {
    return <span class="fate">{waiting ? texts.waiting : texts.sending}</span>;
  }
  return (
    <span class="fate failed">
      <span>{item.error || texts.failed}</span>
      <button type="button" onClick={() => session.retry(item.id)}>
        {texts.retry}
      </button>
      <button type="button" onClick={() => session.discard(item.id)}>
        {texts.discard}
      </button>
    </span>
  );
}

/** One message: its pictures and files, its words, and for the shopper's own what became of it. */
export function Message({ item, waiting }: { item: Item; waiting: boolean }) {
  return (
    <div class="message" data-state={item.state} data-id={item.client_id ?? item.id}>
      {item.image && <Picture address={item.image} />}
      {item.files?.map((file) => (
        <Sent key={file.url} file={file} />
      ))}
      {item.text && <Words text={item.text} />}
      {item.state !== "sent" && <Fate item={item} waiting={waiting} />}
    </div>
  );
}
