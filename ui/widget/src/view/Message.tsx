import { pieces, safeAddress } from "../links";
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

function Picture({ address }: { address: string }) {
  const { texts, server } = useChat();
  const href = safeAddress(address, server);
  if (href === null) return null;
  return (
    <a class="picture" href={href} target="_blank" rel="noopener noreferrer" aria-label={texts.imageOpen}>
      <img src={href} alt={texts.image} loading="lazy" />
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

/** One message: its image, its words, and for the shopper's own what became of it. */
export function Message({ item, waiting }: { item: Item; waiting: boolean }) {
  return (
    <div class="message" data-state={item.state} data-id={item.client_id ?? item.id}>
      {item.image && <Picture address={item.image} />}
      {item.text && <Words text={item.text} />}
      {item.state !== "sent" && <Fate item={item} waiting={waiting} />}
    </div>
  );
}
